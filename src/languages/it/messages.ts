import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'Questo modulo è rimasto aperto troppo a lungo. Eccone uno nuovo.'
const wrongCode = 'Questo codice è errato o è già stato usato.'

export const messages: MessageTexts = {
  'node.password': 'Password',
  'node.save': 'Salva le modifiche',
  'node.identifier': 'Il Suo nome di accesso',
  'node.submit': 'Invia',
  'node.verify-code': 'Codice mostrato dall’app',
  'node.email': 'Indirizzo e-mail',
  'node.resend': 'Invia un nuovo codice',
  'node.continue': 'Continua',
  'node.recovery-code': 'Codice di recupero',
  'node.verification-code': 'Codice di conferma',
  'node.registration-code': 'Codice di registrazione',
  'node.login-code': 'Codice di accesso',
  'node.proof-of-work': 'Un breve calcolo di questo dispositivo',
  'node.recovery-address': 'Indirizzo del Suo account',
  'node.email-or-phone': 'Indirizzo e-mail o numero di telefono',
  'node.phone-number': 'Numero di telefono',

  'login.sign-in': 'Accedi',
  'login.with-provider': 'Accedi con {provider}',
  'login.confirm': 'Confermi la Sua identità.',
  'login.second-factor': 'Ancora un passaggio: confermi la Sua identità con il secondo fattore.',
  'login.totp-code': 'Codice della Sua app di autenticazione',
  'login.lookup-code': 'Codice di riserva',
  'login.use-key': 'Accedi con una chiave di sicurezza',
  'login.use-totp': 'Continua con l’app',
  'login.use-lookup': 'Continua con un codice di riserva',
  'login.key-ready': 'Prepari la chiave di sicurezza, poi continui.',
  'login.go-on': 'Continua',
  'login.code-sent':
    'Le abbiamo inviato un codice. Lo inserisca qui; se non ha un account con questo indirizzo, non ne arriverà ' +
    'nessuno.',
  'login.remember-device': 'Non chiederlo più su questo dispositivo per qualche tempo',
  'login.terms': 'Prima di continuare, legga queste condizioni e indichi se le accetta.',
  'login.terms-of': 'Accetto le condizioni della versione {version}',
  'login.read-terms': 'Leggere la versione {version}',
  'login.accept-terms': 'Salvare e continuare',
  'login.second-code-sent': 'Le abbiamo inviato un codice. Lo inserisca qui.',
  'login.code-sent-to-own':
    'Abbiamo inviato un codice all’indirizzo del Suo account. Lo inserisca qui.',
  'login.send-code-to': 'Invia un codice a {address}',
  'login.send-code': 'Ricevi un codice per accedere',
  'login.use-passkey': 'Accedi con una passkey',
  'login.sign-in-with-password': 'Accedi con la password',
  'login.link': '{identifier} ha già un account qui. Vi acceda per collegarlo a {provider}.',
  'login.confirm-with-provider': 'Conferma con {provider}',
  'login.expired': expired,
  'login.no-method': 'Scelga un modo per accedere.',
  'login.completed': 'Ha già effettuato l’accesso con questo modulo.',
  'login.code-wrong': wrongCode,
  'login.account-disabled': 'Questo account è disattivato. Si rivolga a chi gestisce il servizio.',
  'login.linked-to-another': 'Questo non è l’account che doveva essere collegato. Acceda a quello.',
  'login.unknown-address':
    'A questo indirizzo non si possono inviare codici per il secondo passaggio. Ne scelga un altro.',

  'registration.sign-up': 'Crea account',
  'registration.with-provider': 'Registrati con {provider}',
  'registration.continue': 'Continua',
  'registration.use-key': 'Registrati con una chiave di sicurezza',
  'registration.code-sent': 'Le abbiamo inviato un codice. Lo inserisca qui per concludere.',
  'registration.send-code': 'Ricevi un codice per registrarti',
  'registration.use-passkey': 'Registrati con una passkey',
  'registration.back': 'Indietro',
  'registration.choose-credential': 'Come desidera accedere d’ora in poi?',
  'registration.no-method': 'Scelga un modo per registrarsi.',
  'registration.expired': expired,
  'registration.completed': 'Con questo modulo è già stato creato un account.',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': {
    one: 'Chiedi di nuovo il secondo passaggio sul dispositivo memorizzato',
    other: 'Chiedi di nuovo il secondo passaggio su tutti i {count} dispositivi memorizzati',
  },
  'settings.saved': 'Le modifiche sono state salvate.',
  'settings.link-provider': 'Collega {provider}',
  'settings.unlink-provider': 'Scollega {provider}',
  'settings.remove-totp': 'Rimuovi l’app di autenticazione',
  'settings.totp-qr': 'Inquadri questa immagine con la Sua app di autenticazione',
  'settings.reveal-lookup': 'Mostra i miei codici di riserva',
  'settings.new-lookup': 'Crea nuovi codici di riserva',
  'settings.lookup-codes-label':
    'I Suoi codici di riserva. Ciascuno vale una volta; li conservi dove solo Lei li trova',
  'settings.confirm-lookup': 'Li ho annotati',
  'settings.add-key': 'Aggiungi una chiave di sicurezza',
  'settings.key-name': 'Nome della chiave di sicurezza',
  'settings.turn-off': 'Disattiva',
  'settings.totp-secret-label': 'Oppure inserisca questa chiave',
  'settings.remove-key': 'Rimuovi la chiave di sicurezza {displayName}, aggiunta il {date}',
  'settings.add-passkey': 'Aggiungi una passkey',
  'settings.remove-passkey': 'Rimuovi la passkey {displayName}, aggiunta il {date}',
  'settings.no-method': 'Scelga che cosa cambiare.',
  'settings.one-address':
    'Cambi un indirizzo alla volta. Ogni nuovo indirizzo va prima confermato.',
  'settings.expired': expired,

  'recovery.done':
    'Ha di nuovo accesso. Imposti ora una nuova password, o un altro modo per accedere.',
  'recovery.link-sent':
    'Se questo indirizzo appartiene a un account, vi abbiamo inviato un messaggio con un link.',
  'recovery.code-sent':
    'Se questo indirizzo appartiene a un account, vi abbiamo inviato un messaggio con un codice.',
  'recovery.code-sent-to':
    'Se {address} appartiene a un account, vi abbiamo inviato un messaggio con un codice.',
  'recovery.confirm-address': 'Inserisca l’indirizzo completo.',
  'recovery.choose-address': 'Dove inviare il codice?',
  'recovery.back': 'Indietro',
  'recovery.no-method': 'Scelga un modo per recuperare l’account.',
  'recovery.completed': 'Questo recupero è già concluso. Ecco un nuovo modulo.',
  'recovery.start-again': 'Non ha funzionato. Ricominci da capo.',
  'recovery.link-wrong': 'Questo link è errato o è già stato usato. Ne chieda uno nuovo.',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent':
    'Abbiamo inviato un messaggio con un link a questo indirizzo, se qui è conosciuto.',
  'verification.done': 'Grazie. Questo indirizzo è Suo.',
  'verification.code-sent':
    'Abbiamo inviato un messaggio con un codice a questo indirizzo, se qui è conosciuto.',
  'verification.text-sent':
    'Abbiamo inviato un SMS con un codice a questo numero, se qui è conosciuto.',
  'verification.phone-done': 'Grazie. Questo numero di telefono è Suo.',
  'verification.no-method': 'Scelga un modo per confermare l’indirizzo.',
  'verification.link-wrong':
    'Questo link è errato o è già stato usato. Se lo ha usato Lei, l’indirizzo è confermato; altrimenti ne ' +
    'chieda uno nuovo.',
  'verification.completed': 'Questo indirizzo è già confermato. Ecco un nuovo modulo.',
  'verification.start-again': 'Non ha funzionato. Ricominci da capo.',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': 'Compili {property}.',
  'validation.empty': 'Compili {property}.',
  'validation.too-short': {
    one: 'Almeno {count} carattere; qui ce ne sono {actual_length}.',
    other: 'Almeno {count} caratteri; qui ce ne sono {actual_length}.',
  },
  'validation.pattern': 'Non è scritto come dovrebbe.',
  'validation.password-policy': 'Questa password non si può usare: {reason}.',
  'validation.invalid-credentials':
    'Non corrisponde. Controlli ciò che ha scritto, soprattutto la password.',
  'validation.identifier-taken': 'Esiste già un account con questo indirizzo, numero o nome.',
  'validation.totp-wrong':
    'Questo codice non è quello giusto, o è già stato usato. Attenda il prossimo.',
  'validation.key-wrong': 'Questa chiave non corrisponde. Riprovi, o ne usi un’altra.',
  'validation.no-identifier':
    'Nulla di questo Le permetterebbe di accedere in seguito. Compili i campi che La identificano.',
  'validation.address-not-verified': 'Confermi il Suo indirizzo prima di accedere.',
  'validation.no-totp': 'Per questo account non è configurata nessuna app di autenticazione.',
  'validation.lookup-used': 'Questo codice di riserva è già stato usato. Ne usi un altro.',
  'validation.no-webauthn': 'Per questo account non è configurata nessuna chiave di sicurezza.',
  'validation.no-key': 'Qui non c’è nessun account che accede con questa chiave.',
  'validation.no-lookup': 'Per questo account non ci sono codici di riserva.',
  'validation.lookup-wrong': 'Non è nessuno dei Suoi codici di riserva.',
  'validation.too-long': {
    one: 'Al massimo {count} carattere; qui ce ne sono {actual_length}.',
    other: 'Al massimo {count} caratteri; qui ce ne sono {actual_length}.',
  },
  'validation.minimum': 'Deve essere {minimum} o più.',
  'validation.exclusive-minimum': 'Deve essere più di {minimum}.',
  'validation.maximum': 'Deve essere {maximum} o meno.',
  'validation.exclusive-maximum': 'Deve essere meno di {maximum}.',
  'validation.multiple-of': 'Deve essere un multiplo di {base}.',
  'validation.too-many-items': 'Al massimo {max_items} voci; qui ce ne sono {actual_items}.',
  'validation.too-few-items': 'Almeno {min_items} voci; qui ce ne sono {actual_items}.',
  'validation.unique-items': 'Le voci {first} e {second} sono uguali.',
  'validation.type': 'Deve essere di questo tipo: {types}.',
  'validation.taken-at-provider':
    'Esiste già un account con questi dati. Vi acceda, o lo recuperi, e lo colleghi da lì.',
  'validation.taken-with-hints':
    'Esiste già un account per {credential_identifier_hint}. Può accedere con: {ways}.',
  'validation.constant': 'Deve essere {expected}.',
  'validation.constant-hidden': 'Non è il valore richiesto.',
  'validation.password-similar': 'Questa password è troppo simile al Suo nome di accesso.',
  'validation.password-too-short': {
    one: 'Una password richiede almeno {count} carattere; questa ne ha {actual_length}.',
    other: 'Una password richiede almeno {count} caratteri; questa ne ha {actual_length}.',
  },
  'validation.password-too-long':
    'Una password può avere al massimo {max_length} byte; questa ne ha {actual_length}.',
  'validation.password-breached': 'Questa password è nota da fughe di dati. Ne scelga un’altra.',
  'validation.code-unknown-account': 'Qui non c’è nessun account che accede con un codice.',
  'validation.traits-changed':
    'Qualcosa nel modulo non è più come quando è stato inviato il codice. Ricominci da capo.',
  'validation.unknown-account': 'Qui non c’è nessun account con un modo per accedere.',
  'validation.work-needed':
    'Ci sono stati troppi tentativi. Riprovi: il Suo dispositivo farà un breve calcolo. Se non può, attenda ' +
    'alcuni minuti.',
  'validation.password-unchanged': 'Questa è la password che ha già.',
  'validation.not-an-email': 'Non è un indirizzo e-mail.',
  'validation.not-a-phone-number': 'Non è un numero di telefono.',

  'system.internal': 'Qualcosa è andato storto da parte nostra. Riprovi.',
  'system.no-method': 'Qui non è attivo nessun modo per accedere.',
}

export const words: WordTexts = {
  takenWithoutHints:
    'Esiste già un account per {credential_identifier_hint}. Vi acceda, o lo recuperi.',
  ways: {
    password: 'la password',
    code: 'un codice',
    webauthn: 'la chiave di sicurezza',
    passkey: 'la passkey',
  },
  types: {
    string: 'testo',
    number: 'numero',
    integer: 'numero intero',
    boolean: 'sì o no',
    array: 'elenco',
    object: 'gruppo',
    null: 'vuoto',
  },
  unexplained: 'Controlli ciò che ha inserito.',
  reasons: {
    'password-words': 'è poco più dei Suoi dati o del nome di questo servizio',
    'password-common': 'la usano in molti. Ne scelga un’altra',
    'password-unchecked':
      'non è stato possibile confrontarla con l’elenco delle password trapelate. Riprovi',
    'web-address': 'Non è un indirizzo web.',
    date: 'Non è una data come 2024-12-31.',
    time: 'Non è un’ora come 12:30:00Z.',
    'date-time': 'Non è una data con ora come 2024-12-31T12:30:00Z.',
    email: 'Inserisca un indirizzo e-mail.',
    phone: 'Inserisca un numero di telefono che inizi con + e il prefisso del Paese.',
    choice: 'Deve essere uno di questi valori: {choices}.',
    'too-many-entries': 'Qui ci sono più voci di quante siano consentite.',
    'more-needed': 'Qui va compilato di più.',
    'not-allowed': 'Questo valore qui non è consentito.',
    'many-tries-moment': 'Ci sono stati troppi tentativi errati. Riprovi tra un momento.',
    'many-tries': {
      one: 'Ci sono stati troppi tentativi errati. Riprovi tra {count} minuto.',
      other: 'Ci sono stati troppi tentativi errati. Riprovi tra {count} minuti.',
    },
    'many-messages-moment': 'Sono stati chiesti troppi messaggi. Riprovi tra un momento.',
    'many-messages': {
      one: 'Sono stati chiesti troppi messaggi. Riprovi tra {count} minuto.',
      other: 'Sono stati chiesti troppi messaggi. Riprovi tra {count} minuti.',
    },
    'wrong-codes-ask': 'Ci sono stati troppi codici errati. Ne chieda uno nuovo.',
    'wrong-codes-start': 'Ci sono stati troppi codici errati. Ricominci da capo.',
    'message-sent-already':
      'Questo modulo ha già inviato il suo messaggio. Ricominci, se ne serve un altro.',
    'not-sent-on':
      'Ha funzionato, ma non possiamo portarLa oltre: l’indirizzo previsto non è consentito.',
    'address-proved': 'Ha già dimostrato che questo indirizzo è Suo. Usi un altro secondo fattore.',
    'another-account':
      'Ha effettuato l’accesso con un altro account; qui si può confermare solo quello.',
    'signed-in-already': 'Ha già effettuato l’accesso. Prima esca.',
    'provider-refused': 'Non ha permesso a {provider} di dirci chi è Lei.',
    'provider-failed': '{provider} non ha potuto dirci chi è Lei ({error}).',
    'provider-silent': '{provider} al momento non risponde. Riprovi più tardi, o in un altro modo.',
    'provider-not-accepted': 'Ciò che {provider} dice di Lei non consente di entrare qui.',
    'provider-unnamed': 'Indichi quale account collegare o scollegare.',
    'last-way-provider':
      'È l’ultimo modo che ha per accedere. Prima imposti una password, o colleghi un altro account.',
    'last-way-key':
      'È l’ultimo modo che ha per accedere. Prima imposti una password, o aggiunga un’altra chiave.',
    'key-not-added':
      'Non è stato possibile aggiungere questa chiave. Ricarichi la pagina e riprovi.',
    'key-there': 'Questa chiave è già configurata.',
    'key-answer': 'Non è la risposta di una passkey o di una chiave di sicurezza. Riprovi.',
    'app-there': 'C’è già un’app di autenticazione. La rimuova prima di configurarne un’altra.',
    'app-key-gone':
      'La chiave per l’app di autenticazione non è più in questo modulo. Usi quella nuova.',
    'no-codes': 'Non ci sono ancora codici di riserva. Ne crei di nuovi.',
    'no-new-codes': 'Non ci sono nuovi codici di riserva da confermare. Ne crei di nuovi.',
  },
}
