import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Mein Konto löschen',
    title: 'Ihr Konto löschen?',
    lead: 'Alles, was hier über Sie gespeichert ist, wird endgültig gelöscht.',
    waits:
      'Es wartet bis zum {when}. Sie werden jetzt überall abgemeldet; um das Konto zu behalten, ' +
      'melden Sie sich vorher an.',
    atOnce: 'Es geschieht sofort und lässt sich nicht rückgängig machen.',
    confirm: 'Ja, mein Konto und alles, was über mich gespeichert ist, löschen',
    button: 'Mein Konto löschen',
    notConfirmed: 'Setzen Sie das Häkchen, um Ihr Konto zu löschen.',
    back: 'Mein Konto behalten',
    requestedTitle: 'Ihr Konto wird gelöscht',
    requestedLead:
      'Es wird am {when} gelöscht. Um es zu behalten, melden Sie sich vorher an. Sie sind überall abgemeldet.',
    keep: 'Konto behalten: anmelden',
    doneTitle: 'Ihr Konto wurde gelöscht',
    doneLead: 'Alles, was hier über Sie gespeichert war, ist gelöscht.',
  },
}
