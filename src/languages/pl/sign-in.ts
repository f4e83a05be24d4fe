import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'Klawisz Caps Lock jest włączony.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Zapamiętaj mój adres na tym urządzeniu',
  },
  forgetAddress: 'To nie Ty? Zapomnij ten adres',
  lastWay: 'W ten sposób nastąpiło ostatnie logowanie.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Bardzo łatwe do odgadnięcia',
    weak: 'Łatwe do odgadnięcia',
    fair: 'Mogłoby być lepsze',
    good: 'Trudne do odgadnięcia',
    strong: 'Bardzo trudne do odgadnięcia',
    short: 'Za krótkie.',
    similar: 'Zbyt podobne do Twojego adresu lub nazwiska.',
    words: 'Składa się głównie z Twoich danych lub nazwy tej usługi.',
    common: 'Wiele osób używa tego hasła.',
  },
}
