import type { RefusalTexts } from '../translation.ts'

export const refusals: RefusalTexts = {
  csrf: 'Il cookie o il token contro i moduli falsificati manca o non corrisponde.',
  csrfToken: 'Il token contro i moduli falsificati manca o non corrisponde al cookie.',
  csrfCookie:
    'Manca il cookie contro i moduli falsificati; verifichi che i cookie siano inviati e che i ' +
    'domini corrispondano.',
  notVisible:
    'Questo non esiste, o appartiene a un altro browser: il cookie di protezione non ' +
    'corrisponde.',
  noRequest: 'Non c’è nessuna richiesta con questo ID.',
  emptyLink: 'L’indirizzo non nomina né una richiesta né un link.',
  oldLink: 'Questo link non porta più da nessuna parte.',
  oldForm: 'Questo modulo è rimasto aperto troppo a lungo. Ricominci.',
  secondFactorOnPages:
    'Questo account ha un secondo fattore, che qui non si può chiedere. Usi le pagine del ' +
    'server.',
  newTerms:
    'Ci sono nuove condizioni che qui non si possono mostrare. Acceda dalle pagine del server.',
  secondFactorSignIn:
    'Questo account ha un secondo fattore, che qui non si può chiedere. Acceda dalle pagine del ' +
    'server.',
  secondFactorOnLogin:
    'Questo account ha un secondo fattore. Viene chiesto nella pagina di accesso.',
  secondFactorMissing:
    'Questo account ha un secondo fattore, e questa sessione è stata aperta senza.',
  secondFactorFirst: 'Il secondo fattore può darlo solo chi ha effettuato l’accesso con il primo.',
  emailOnly: 'Gli indirizzi si possono confermare solo per e-mail.',
  noButton: 'Il pulsante della pagina non è stato premuto.',
  foreignLink: 'Una pagina di un altro sito ha inviato questo link.',
  unconfirmed: 'Confermi il Suo indirizzo prima di accedere; un messaggio è in arrivo.',
  noneConfirmed: 'Nessun indirizzo di questo account è ancora confermato. Ne confermi prima uno.',
  signedIn: 'C’è già una sessione, quindi questa procedura non serve.',
  noSession: 'Con questa richiesta non è arrivato nessun cookie o token di sessione valido.',
  longAgo: 'L’ultimo accesso è troppo lontano per questa modifica. Acceda di nuovo.',
  longAgoConfirm:
    'L’ultimo accesso è troppo lontano per questa modifica. Confermi la Sua identità.',
  longAgoData: 'L’accesso è troppo lontano per questo. Acceda di nuovo.',
  support: 'L’assistenza ha aperto questa sessione e non può {what}.',
  codeUsed: 'Questo link è già stato usato, o il suo minuto è passato. Ne faccia creare un altro.',
  notHappened: 'Con questo ID non è accaduto nulla in questo account che si possa segnalare.',
  noSessionId: 'Questo non è l’ID di una sessione.',
  ownSession: 'La sessione in uso non si può revocare qui. Esca normalmente.',
  sessionOver: 'Questa sessione non esiste, o è terminata.',
  incompleteLink: 'Questo link non è completo.',
  noExports: 'L’esportazione dei dati personali è disattivata.',
  whichSession: 'Il modulo non dice quale sessione terminare.',
  noForm: 'Qui sono attesi i campi di un modulo.',
  oauthNone: 'È arrivata una richiesta OAuth2, ma nessun server OAuth2 è configurato.',
  oauthAnswer: 'Il server OAuth2 non ha risposto come doveva.',
  oauthFailed: 'Il server OAuth2 non ci è riuscito.',
  oauthUnknown: 'Il server OAuth2 non conosce questa richiesta, o l’ha già conclusa.',
  oauthNowhere: 'Il server OAuth2 non ha detto dove proseguire.',
  oauthChallenge: 'Il parametro login_challenge è vuoto o troppo lungo.',
  appSealed:
    'Il segreto di questa app di autenticazione non si può leggere: la chiave con cui è stato ' +
    'sigillato non è più configurata.',
  codesSealed:
    'Questi codici di riserva non si possono leggere: la chiave con cui sono stati sigillati ' +
    'non è più configurata.',
  providerUntrusted: 'La risposta di {label} non è affidabile, quindi non è stato fatto nulla.',
  providerMapper:
    '{label} non si può usare così com’è configurato: la sua mappatura non produce nessuna ' +
    'identità.',
  providerConfiguration: '{label} non si può usare così com’è configurato.',
  providerNoCode: 'Il provider non ha inviato nessun codice.',
  providerKeys: 'Questo accesso è iniziato con chiavi che non esistono più. Ricominci.',
  providerNoState: 'Il provider non ha inviato nessuno stato (state).',
  providerState: 'Questo stato (state) non è nostro.',
  providerAnswer:
    'Questa risposta non corrisponde a nulla che sia stato chiesto da qui, o è già stata usata. ' +
    'Ricominci.',
  providerOther: 'La risposta di un provider è arrivata all’indirizzo di un altro.',
  providersOff: 'L’accesso tramite provider è disattivato.',
  appExchange:
    'L’app che ha iniziato non ha chiesto di ricevere la sessione. Deve aprire la procedura con ' +
    'return_session_token_exchange_code.',
  otherBrowser:
    'Questo accesso è iniziato in un altro browser, o i suoi cookie non ci sono più. Ricominci.',
  verificationNeeded: 'Un nuovo indirizzo va confermato, e la conferma è disattivata.',
  hookNotMade: 'Non è stato possibile comporre ciò che va inviato a un altro sistema.',
  hookSilent: 'Un altro sistema che decide su questo non ha risposto.',
  hookAnswer: 'Un altro sistema che decide su questo non ha risposto come doveva.',
  hookFailed: 'Un hook di questo server non è riuscito.',
  hookAgainst: 'Un altro sistema si oppone.',
  passwordElsewhere:
    'Il sistema che conserva questa password non ha risposto come doveva. Riprovi più tardi.',
  leavingOff: 'Qui non si può eliminare da sé il proprio account.',
  leavingLongAgo:
    'La sessione è stata confermata troppo tempo fa. Acceda di nuovo per eliminare l’account.',
  leavingUnconfirmed: 'L’eliminazione dell’account va confermata.',
  recoveryOff: 'Il recupero è disattivato.',
  verificationOff: 'La conferma degli indirizzi è disattivata.',
  registrationOff: 'La registrazione è disattivata.',
  methodOff: 'Questo metodo è disattivato.',
  returnTo: 'L’indirizzo return_to non è nell’elenco degli indirizzi consentiti.',
  returnToUnreadable: 'L’indirizzo return_to non si può leggere.',
  schemaUnknown: 'Questo schema di identità non esiste o non si può scegliere.',
  schemaOfFlowGone: 'Lo schema di identità di questa procedura non è più configurato.',
  schemaOfAccountGone: 'Lo schema di identità di questo account non è più configurato.',
  noFlow: 'Questa procedura non esiste ({kind}).',
  noFlowId: 'Il parametro flow manca o non è l’ID di una procedura.',
  expired: 'Questa procedura è scaduta. Ne inizi una nuova.',
  changeOver: 'L’indirizzo non si può più cambiare. Ricominci dalle impostazioni.',
  noTokenOfMessage: 'All’indirizzo manca il token o il codice del messaggio.',
  noTokenOfRecovery: 'All’indirizzo manca il token del link di recupero.',
  noIdOfFlow: 'All’indirizzo manca l’ID della procedura.',
  othersFlow: 'Questa procedura è di un’altra persona. Inizi la Sua.',
  accountChanged: 'L’account non è più quello che era all’arrivo di questa richiesta.',
  accountGone: 'L’account di questa procedura non esiste più.',
  logoutNone: 'Non c’è nessuna sessione da cui uscire.',
  logoutNoToken: 'Manca il parametro token.',
  logoutOther: 'Questo token è stato creato per un’altra sessione.',
  viaUnknown: 'Il parametro via deve nominare un attributo in cui questa persona ha un indirizzo.',
  levelUnknown: 'Il livello di garanzia richiesto non è noto; esistono aal1 e aal2.',
  manySignIns: 'In questo momento stanno accedendo troppe persone. Riprovi.',
  longPassword: 'Una password può avere al massimo {most} byte.',
  fetchedAhead: 'Questo indirizzo va aperto dalla persona stessa, non caricato in anticipo.',
  tooLate:
    'L’operazione è durata più del consentito: è stata interrotta e nulla è stato salvato. ' +
    'Riprovi.',
  bodyLarge: 'Il contenuto supera {size} kB.',
  bodyType: 'Questo tipo di contenuto non è compreso.',
  bodyHeaders: 'Il contenuto non corrisponde alle sue intestazioni.',
  bodyEnded: 'La connessione è terminata prima della richiesta.',
  bodyNested: 'Il contenuto è annidato troppo in profondità.',
  bodyOther: 'Il contenuto non è ciò che dice il suo tipo.',
  addressUnreadable: 'L’indirizzo non si può leggere.',
  databaseAway: 'Al momento il database non è raggiungibile.',
  databaseClosed: 'Il database è chiuso.',
  databaseUnusable: 'Al momento il database non si può usare.',
  databaseBusy: 'Al momento il database è troppo occupato.',
  databaseMigrating: 'Un altro processo sta migrando questo database.',
  unexpected: 'Un problema imprevisto è annotato nel registro del server.',
  example: 'Questo è un esempio di errore, per chi costruisce una pagina di errore.',
  conflict: '{subject} appartiene già a un’altra identità.',
  nothingStored: '{reason} Nulla è stato salvato.',
  stale: 'Qualcun altro l’ha modificato nello stesso momento. Riprovi.',
  status400: 'La richiesta non si capisce o non è consentita.',
  status401: 'La richiesta ha bisogno di qualcuno che abbia effettuato l’accesso.',
  status403: 'Questo non è consentito.',
  status404: 'Qui non c’è nulla con questo nome.',
  status409: 'È in conflitto con qualcosa che esiste già.',
  status410: 'Era qui e non c’è più.',
  status413: 'La richiesta è troppo grande.',
  status415: 'Il tipo di contenuto non è supportato.',
  status429: 'Ci sono state troppe richieste di questo genere.',
  status500: 'Il server non ci è riuscito.',
  status502: 'Un altro server, a cui questo deve chiedere, non ha risposto come doveva.',
  status503: 'Al momento il server non può farlo. Riprovi.',
  fromApp:
    'Questo è iniziato in un’app. Prosegua lì, o ricominci qui. (Una procedura per app non ' +
    'accetta l’intestazione {header}, che i browser inviano.)',
  providerAnswerFailed: 'Il provider non ha risposto come doveva.',
  formUuid: 'Questo non è un UUID.',
  formIpv4: 'Questo non è un indirizzo IPv4.',
  formIpv6: 'Questo non è un indirizzo IPv6.',
  formHost: 'Questo non è il nome di un host.',
  formNothing: 'Qui non si deve compilare nulla.',
  formUnknown: 'Non c’è nessun campo con questo nome: {fields}.',
  formEntry: 'Manca qui una voce obbligatoria, o ce ne sono troppe.',
  formName: 'Un nome qui non è consentito.',
  formLess: 'Qui va compilato di meno.',
  formMany: 'Questo corrisponde a più di una delle possibilità.',
  formFormat: 'Questo non è un valore della forma {format}.',
  formValues: 'Questo ha più di {most} valori.',
  formIdentifiers: 'Un account può avere al massimo {most} indirizzi o nomi di accesso.',
  formNumber: 'Questo numero è troppo grande.',
  formNested: 'Questo è annidato troppo in profondità.',
  formNull: 'Questo contiene un carattere nullo.',
  formHalf: 'Questo contiene mezzo carattere.',
  formOneText: 'Il modulo ha un solo testo per tutto {fields}.',
  noKey: 'Questa chiave non esiste.',
  noStep: 'Questo passaggio non esiste.',
  noProvider: 'Questo provider non esiste.',
  providerBrowser: 'Un account presso un provider si può collegare solo in un browser.',
  providerNotThere: 'Non è collegato a questo provider.',
  providerThere: 'È già collegato a questo provider.',
  providerNobody:
    'Qui non c’è nessun account che corrisponda al Suo presso {label}, e al momento nessuno può ' +
    'registrarsi.',
  providerStranger:
    '{label} La conosce con un account che non è collegato a quello con cui ha effettuato ' +
    'l’accesso.',
  providerTold: '{label} non ha potuto dirci chi è Lei. Riprovi più tardi, o in un altro modo.',
  deactivated: 'Questo account è stato disattivato.',
}
