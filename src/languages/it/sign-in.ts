import type { SignInTexts } from '../translation.ts'

export const signIn: SignInTexts = {
  capsLock: 'Il blocco maiuscole è attivo.',
  /** Labels of fields that only the pages have. */
  fields: {
    remember_address: 'Ricorda il mio indirizzo su questo dispositivo',
  },
  forgetAddress: 'Non è lei? Dimentica questo indirizzo',
  lastWay: 'L’ultima volta ha effettuato l’accesso così.',
  /** How easily a new password is guessed, and why it is refused. */
  strength: {
    veryWeak: 'Molto facile da indovinare',
    weak: 'Facile da indovinare',
    fair: 'Potrebbe essere migliore',
    good: 'Difficile da indovinare',
    strong: 'Molto difficile da indovinare',
    short: 'Troppo corta.',
    similar: 'Troppo simile al suo indirizzo o al suo nome.',
    words: 'È composta soprattutto dai suoi dati o dal nome di questo servizio.',
    common: 'Molte persone usano questa password.',
  },
}
