import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Usuń moje konto',
    title: 'Usunąć Twoje konto?',
    lead: 'Wszystko, co jest tu o Tobie zapisane, zostanie trwale usunięte.',
    waits:
      'Usunięcie czeka do {when}. Wszystkie Twoje sesje kończą się teraz; aby zachować konto, ' +
      'zaloguj się przed tym terminem.',
    atOnce: 'Dzieje się to od razu i nie można tego cofnąć.',
    confirm: 'Tak, usuń moje konto i wszystko, co jest o mnie zapisane',
    button: 'Usuń moje konto',
    notConfirmed: 'Zaznacz pole, aby usunąć konto.',
    back: 'Zachowaj moje konto',
    requestedTitle: 'Twoje konto zostanie usunięte',
    requestedLead:
      'Zostanie usunięte {when}. Aby je zachować, zaloguj się przed tym terminem. Wszystkie ' +
      'Twoje sesje są zakończone.',
    keep: 'Zachowaj konto: zaloguj się',
    doneTitle: 'Twoje konto usunięto',
    doneLead: 'Wszystko, co było tu o Tobie zapisane, zostało usunięte.',
  },
}
