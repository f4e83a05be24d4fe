import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'La touche Verr. Maj est activée.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Retenir mon adresse sur cet appareil',
  },
  forgetAddress: 'Ce n’est pas vous ? Oublier cette adresse',
  lastWay: 'Vous vous êtes connecté ainsi la dernière fois.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Très facile à deviner',
    weak: 'Facile à deviner',
    fair: 'Pourrait être meilleur',
    good: 'Difficile à deviner',
    strong: 'Très difficile à deviner',
    short: 'Trop court.',
    similar: 'Trop proche de votre adresse ou de votre nom.',
    words: 'Se compose surtout de vos propres données ou du nom de ce service.',
    common: 'Beaucoup de gens utilisent ce mot de passe.',
  },
}
