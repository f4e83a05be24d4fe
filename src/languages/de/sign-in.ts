import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'Die Feststelltaste ist an.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Meine Adresse auf diesem Gerät merken',
  },
  forgetAddress: 'Nicht Sie? Diese Adresse vergessen',
  lastWay: 'So haben Sie sich zuletzt angemeldet.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Sehr leicht zu erraten',
    weak: 'Leicht zu erraten',
    fair: 'Könnte besser sein',
    good: 'Schwer zu erraten',
    strong: 'Sehr schwer zu erraten',
    short: 'Zu kurz.',
    similar: 'Zu ähnlich wie Ihre Adresse oder Ihr Name.',
    words: 'Besteht zum größten Teil aus Ihren eigenen Angaben oder dem Namen dieses Dienstes.',
    common: 'Viele Menschen verwenden dieses Passwort.',
  },
}
