import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'Caps Lock staat aan.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Mijn adres op dit apparaat onthouden',
  },
  forgetAddress: 'Bent u dit niet? Dit adres vergeten',
  lastWay: 'Zo hebt u zich de vorige keer aangemeld.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Heel makkelijk te raden',
    weak: 'Makkelijk te raden',
    fair: 'Kan beter',
    good: 'Moeilijk te raden',
    strong: 'Heel moeilijk te raden',
    short: 'Te kort.',
    similar: 'Lijkt te veel op uw adres of naam.',
    words: 'Bestaat grotendeels uit uw eigen gegevens of de naam van deze dienst.',
    common: 'Veel mensen gebruiken dit wachtwoord.',
  },
}
