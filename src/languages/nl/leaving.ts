import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Mijn account verwijderen',
    title: 'Uw account verwijderen?',
    lead: 'Alles wat hier over u is opgeslagen, wordt definitief gewist.',
    waits:
      'Het wacht tot {when}. U wordt nu overal uitgelogd; wilt u het account houden, log dan vóór die tijd in.',
    atOnce: 'Het gebeurt meteen en kan niet ongedaan worden gemaakt.',
    confirm: 'Ja, verwijder mijn account en alles wat over mij is opgeslagen',
    button: 'Mijn account verwijderen',
    notConfirmed: 'Vink het vakje aan om uw account te verwijderen.',
    back: 'Mijn account houden',
    requestedTitle: 'Uw account wordt verwijderd',
    requestedLead:
      'Het wordt verwijderd op {when}. Wilt u het houden, log dan vóór die tijd in. U bent overal uitgelogd.',
    keep: 'Mijn account houden: inloggen',
    doneTitle: 'Uw account is verwijderd',
    doneLead: 'Alles wat hier over u was opgeslagen, is gewist.',
  },
}
