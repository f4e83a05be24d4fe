import type { LeavingTexts } from '../translation.ts'

export const leaving: LeavingTexts = {
  leave: {
    link: 'Supprimer mon compte',
    title: 'Supprimer votre compte ?',
    lead: 'Tout ce qui est enregistré ici à votre sujet sera effacé définitivement.',
    waits:
      'La suppression attend jusqu’au {when}. Toutes vos sessions sont fermées maintenant ; pour ' +
      'garder le compte, connectez-vous avant cette date.',
    atOnce: 'Elle est immédiate et définitive.',
    confirm: 'Oui, supprimer mon compte et tout ce qui est enregistré à mon sujet',
    button: 'Supprimer mon compte',
    notConfirmed: 'Cochez la case pour supprimer votre compte.',
    back: 'Garder mon compte',
    requestedTitle: 'Votre compte va être supprimé',
    requestedLead:
      'Il sera supprimé le {when}. Pour le garder, connectez-vous avant cette date. Toutes vos ' +
      'sessions sont fermées.',
    keep: 'Garder mon compte : se connecter',
    doneTitle: 'Votre compte a été supprimé',
    doneLead: 'Tout ce qui était enregistré ici à votre sujet est effacé.',
  },
}
