import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'I Suoi dati',
    open: 'Scarica i miei dati',
    lead:
      'Il file contiene tutto ciò che è conservato su di Lei: il Suo account e i suoi ' +
      'indirizzi, i modi di accedere, le sessioni e i dispositivi, i messaggi che Le sono ' +
      'stati inviati e ciò che è accaduto al Suo account.',
    without: 'Non contiene password, codici o chiavi.',
    credentials: 'Aggiungi ciò che serve per trasferire il mio account su un altro server',
    credentialsHint:
      'Il file contiene allora l’hash della Sua password e i Suoi account presso altri ' +
      'fornitori. Chi ottiene il file può provare a indovinare la Sua password. Lo conservi ' +
      'dove nessun altro può leggerlo e poi lo elimini.',
    download: 'Scarica i miei dati',
    making:
      'I dati sono molti, quindi il file è in preparazione. Riceverà un messaggio con un link ' +
      'che funziona una sola volta.',
    ready: 'Un link è stato inviato al Suo indirizzo. Funziona una sola volta.',
    until: 'Funziona fino al',
    tooOften: 'Oggi ha già chiesto i Suoi dati più volte. Riprovi domani.',
  },
  downloadData: {
    title: 'Scaricare i Suoi dati?',
    lead: 'Prema il pulsante per scaricare il file. Il link funziona una sola volta.',
    label: 'Scarica',
    gone: {
      title: 'Non c’è nulla da scaricare',
      lead: 'Il link è già stato usato, è scaduto o appartiene a un altro account.',
      label: 'Chiedi di nuovo i miei dati',
    },
    signInFirst: {
      title: 'Prima acceda',
      lead:
        'Il file viene consegnato solo alla persona a cui si riferisce. Acceda, poi apra di ' +
        'nuovo il link nel messaggio.',
      label: 'Accedi',
    },
  },
}
