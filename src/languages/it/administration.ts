import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate: 'L’accesso è durato troppo, o è iniziato in un altro browser. Acceda di nuovo.',
  consoleIncomplete: 'Questo indirizzo non è completo. Apra la console e acceda da lì.',
  noIdentity: 'Non c’è nessuna identità con questo ID.',
  noSessionHere: 'Non c’è nessuna sessione con questo ID.',
  noSessions: 'Questa identità non ha sessioni.',
  impersonationOff:
    'Qui non si possono aprire sessioni di altre persone. Lo consente ' +
    'pallas.impersonation.enabled nella configurazione.',
  impersonationDisabled: 'Questo account è disattivato, quindi nessuno può averne una sessione.',
  impersonationOperator: 'Questo è l’account di un operatore.',
  impersonationReason: 'Serve un motivo da {least} a {most} caratteri. La persona può leggerlo.',
  tokenName: 'Un token ha bisogno di un nome di al massimo {most} caratteri.',
  tokenExpired: 'Il token sarebbe già scaduto.',
  noToken: 'Non c’è nessun token con questo ID.',
  lastAdminAccount:
    'Questo è l’account dell’ultimo operatore con il ruolo admin e non può essere {what}. Dia ' +
    'prima il ruolo a qualcun altro, o lo tolga a questo.',
  lastAdmin:
    'Questo è l’ultimo operatore con il ruolo admin. Dia prima questo ruolo a qualcun altro.',
  nobodyHasAddress: 'Nessuno ha questo indirizzo. Indichi l’ID di un’identità.',
  addressUnconfirmed:
    'Questo indirizzo non è confermato. Se è la persona giusta, indichi l’ID: {id}',
  noOperator: 'Non c’è nessun operatore con questa identità.',
  operatorNeeds: 'Questo è l’account di un operatore, per cui serve il ruolo {role}.',
  roleNeeded: 'Serve il ruolo {needed}, e Lei ha il ruolo {own}.',
  roleOfToken: 'Serve il ruolo {needed}, e il token ha il ruolo {own}.',
  noJob: 'Non c’è nessun lavoro con questo ID.',
  nobodyNamed: 'Nessuno è nominato.',
  mostPeople: 'Si possono nominare al massimo {most} persone; una ricerca non ha limiti.',
  jobOver: 'Il lavoro è finito: {state}.',
  jobLog: 'Il registro del server dice perché.',
  jobDefect: 'Non è riuscito per un motivo indicato nel registro del server.',
  noSchema: 'Non c’è nessuno schema di identità con questo ID.',
  noCredentialType: 'Non c’è nulla di questo tipo da rimuovere. Si possono rimuovere: {types}.',
  lastWay: 'È l’ultimo modo in cui l’identità può accedere. Non si può rimuovere.',
  noCredential: 'L’identità non ha questo metodo di accesso.',
  whichAccount:
    'Il parametro identifier deve dire quale account presso quale provider: provider, due ' +
    'punti, soggetto.',
  searchValues: 'Si possono cercare al massimo {most} valori di attributi e metadati alla volta.',
  searchTimes: 'Il momento da cui conta {field} deve precedere quello in cui finisce.',
  searchLong: 'È troppo testo per una ricerca.',
  searchWords: 'Si possono cercare al massimo {most} parole alla volta.',
  searchTrait:
    '{field} non è un attributo che si possa cercare. Uno schema li contrassegna con {mark}. ' +
    'Sono noti: {known}.',
  searchPath: '{field} ha bisogno del percorso di un valore, per esempio {example}.',
  searchEmpty: '{field} ha bisogno di un testo da cercare.',
  noCall: 'Questa chiamata non c’è nella posta in uscita.',
  callWaits: 'Questa chiamata è ancora da fare.',
  noDeletion: 'Questo account non è da eliminare.',
  noReset: 'Nessun ripristino dei secondi fattori di questa identità è in attesa.',
  noSecondFactor: 'L’identità non ha configurato nessun secondo fattore che si possa rimuovere.',
  noSuchAddress: 'L’identità non ha questo indirizzo da confermare.',
  noAddressLeft: 'Non resta nessun indirizzo da confermare.',
  recoveryByOff: 'Il recupero tramite {way} è disattivato.',
  recoveryDisabled: 'L’account è disattivato: nessuno può recuperarlo.',
  recoveryNoAddress: 'L’account non ha nessun indirizzo per il recupero.',
  noMessage: 'Non c’è nessun messaggio con questo ID.',
  notAbandoned: 'Il messaggio non è abbandonato, ma {status}.',
  noMail: 'Nella casella non c’è nessun messaggio con questo ID.',
  noEntry: 'Non c’è nessuna voce con questo ID.',
  noTrial: 'Non c’è nessuna prova con questo ID.',
  unknownHost:
    'L’amministrazione non conosce il nome host di questa richiesta; i nomi con cui la si ' +
    'chiama vanno in pallas.admin.hosts.',
  otherSite: 'L’amministrazione non risponde a richieste di altri siti web.',
  tokenNeeded:
    'L’amministrazione chiede un token: Authorization: Bearer, e uno di pallas.admin.tokens o ' +
    'di pallas tokens add.',
  tokenWrong: 'Questo non è un token dell’amministrazione, o è scaduto.',
  providerAway: 'non è raggiungibile',
  providerStatus: 'risponde {code}',
  providerSilent: 'nessuna risposta entro {seconds} secondi',
  databaseSilent: 'Il database non risponde.',
  databaseUnwritable: 'Nel database non si può scrivere.',
  ending: 'Il server si sta arrestando.',
  migrations: 'Ci sono migrazioni del database in sospeso: {names}. Esegua {command}.',
  messageSealed: 'È sigillato con una chiave che non esiste più.',
  messageAddress: 'L’indirizzo contiene caratteri che nessun indirizzo ha.',
  messageSilent: 'Il servizio non ha risposto.',
  messageStatus: 'Il servizio ha risposto con lo stato {code}.',
  messageNoChannel: 'Nessun canale per messaggi di testo è configurato (courier.channels).',
  wentWrong: 'Qualcosa è andato storto.',
  callNotMade: 'Non è stato possibile fare la chiamata.',
  callStatus: 'La risposta ha lo stato {code}.',
  callLate: 'Non c’è stata risposta in tempo.',
  callSilent: 'Non c’è stata risposta.',
  callLong: 'La risposta è troppo lunga.',
  lineUnreadable: 'La riga non si può leggere: {why}.',
  lineNotJson: 'La riga non è JSON, o è annidata troppo in profondità.',
  lineNoObject: 'La riga deve essere un oggetto JSON.',
  hashRefused: 'La password con hash non si può accettare: {why}.',
  keyRefused: 'La chiave non si può accettare: {why}.',
  appRefused:
    'L’app di autenticazione non si può accettare: il suo indirizzo deve essere ' +
    'otpauth://totp/… con un segreto in base32 di almeno 10 byte e codici di un tipo noto.',
  codesRefused:
    'I codici di riserva non si possono accettare: ognuno deve avere da {least} a {most} ' +
    'lettere e cifre.',
  addressesRefused:
    'Gli indirizzi dei codici non si possono accettare: sono quelli degli attributi previsti ' +
    'dallo schema.',
  fieldObject: '{field} deve essere un oggetto.',
  fieldUnknown: '{field} ha una chiave sconosciuta: {key}.',
  fieldTextOf: '{field} deve essere un testo di al massimo {most} caratteri.',
  fieldText: '{field} deve essere un testo.',
  fieldLong: '{field} supera {most} caratteri.',
  fieldBoolean: '{field} deve essere true o false.',
  fieldNumber: '{field} deve essere un numero.',
  fieldOneOf: '{field} deve essere uno di questi: {choices}.',
  fieldHasOne: '{field} deve avere uno di questi: {choices}.',
  fieldList: '{field} deve essere un elenco.',
  fieldEntries: '{field} ha più di {most} voci.',
  fieldUuid: '{field} deve essere un UUID.',
  fieldTime: '{field} deve essere un’ora secondo RFC 3339.',
  fieldMissing: 'Manca {field}.',
  databaseFile: 'Il file del database non si può aprire.',
  messagePrivate:
    'Il server di posta è in una rete privata, cosa che clients.smtp.disallow_private_ip_ranges ' +
    'vieta.',
  messageClosed: 'La connessione è stata chiusa.',
  templateAddress: 'Il modello non si può caricare dal suo indirizzo.',
  templateLong: 'Il modello è troppo lungo.',
  templateUnreadable: 'Il file del modello non si può leggere.',
  templateMissing: 'Il file del modello non c’è.',
  templateFolder: 'La cartella dei modelli non si può leggere.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'confermarla',
    extend: 'prolungarla',
    console: 'accedere alla console',
    report: 'segnalare l’accaduto',
    data: 'portare via i dati dell’account',
    credentials: 'cambiare credenziali o indirizzi',
    delete: 'eliminare l’account',
    deleted: 'eliminato',
    disabled: 'disattivato',
  },
  kind: {
    login: 'accesso',
    registration: 'registrazione',
    settings: 'impostazioni',
    recovery: 'recupero',
    verification: 'conferma',
  },
  subject: {
    identifier: 'L’identificativo',
    verifiable: 'L’indirizzo da confermare',
    recovery: 'L’indirizzo di recupero',
    external: 'L’ID esterno',
    id: 'L’ID',
  },
  state: {
    done: 'completato',
    cancelled: 'annullato',
    failed: 'non riuscito',
  },
  status: {
    queued: 'in coda',
    processing: 'in corso di invio',
    sent: 'inviato',
  },
  way: {
    code: 'codice',
    link: 'link',
  },
  field: {
    body: 'Il contenuto',
  },
  why: {
    hash: 'non è di nessun tipo noto',
    cost: '{field} ({meaning}) è {value}, più di {most}',
    utf8: 'non è in UTF-8',
    endless: 'l’elenco non ha fine',
    long: 'supera {most} byte',
    handle: 'user_handle deve essere base64 da 1 a 64 byte',
    twice: 'due chiavi hanno lo stesso ID',
    id: 'l’ID deve essere base64',
    count: 'sign_count deve essere un intero di 32 bit',
    key: 'public_key deve essere una chiave COSE di un algoritmo noto, in base64',
  },
}
