import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Elimina il mio account',
    title: 'Eliminare il Suo account?',
    lead: 'Tutto ciò che qui è memorizzato su di Lei sarà cancellato definitivamente.',
    waits:
      'L’eliminazione attende fino al {when}. Ora tutte le Sue sessioni vengono terminate; per ' +
      'mantenere l’account, acceda prima di allora.',
    atOnce: 'Avviene subito e non si può annullare.',
    confirm: 'Sì, elimina il mio account e tutto ciò che è memorizzato su di me',
    button: 'Elimina il mio account',
    notConfirmed: 'Selezioni la casella per eliminare il Suo account.',
    back: 'Mantieni il mio account',
    requestedTitle: 'Il Suo account sarà eliminato',
    requestedLead:
      'Sarà eliminato il {when}. Per mantenerlo, acceda prima di allora. Tutte le Sue sessioni sono terminate.',
    keep: 'Mantieni il mio account: accedi',
    doneTitle: 'Il Suo account è stato eliminato',
    doneLead: 'Tutto ciò che qui era memorizzato su di Lei è stato cancellato.',
  },
}
