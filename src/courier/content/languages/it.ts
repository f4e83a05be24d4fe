import type { MailTexts } from '../mail-texts.ts'

export const it: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: '{count} minuto', other: '{count} minuti' },
  hours: { one: '{count} ora', other: '{count} ore' },
  footer: '{product} ha inviato questo messaggio a {to}.',
  linkHint: 'Se il pulsante non funziona, copi questo indirizzo nel browser:',
  codeWorks: 'Il codice vale una sola volta, per {lifespan}.',
  linkWorks: 'Il link vale una sola volta, per {lifespan}.',
  unasked:
    'Se non ha fatto questa richiesta, ignori il messaggio. Senza il Suo intervento non ' +
    'cambia nulla.',
  secret: 'Non Le chiederemo mai questo codice. Non lo condivida con nessuno.',
  labels: {
    code: 'Il Suo codice',
    when: 'Quando',
    by: 'Da parte di',
    administrator: 'un amministratore',
    device: 'Dispositivo',
    place: 'Da',
    due: 'Data prevista',
    getBackIn: 'Recupera il mio account',
  },
  recovery: {
    title: 'Recuperi il Suo account',
    lead: 'Apra il link per accedere di nuovo a {product} e scegliere una nuova password.',
    short: 'Recuperi il Suo account {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} è il codice per recuperare il Suo account',
    lead:
      'Inserisca questo codice nella pagina in cui lo ha richiesto per accedere di nuovo a ' +
      '{product}.',
    short: '{code} è il codice per recuperare il Suo account {product}. Non lo condivida.',
  },
  verification: {
    subject: 'Confermi il Suo indirizzo e-mail',
    title: 'È il Suo indirizzo?',
    lead: 'Apra il link per confermare questo indirizzo e-mail per il Suo account {product}.',
    label: 'Conferma il mio indirizzo',
    short: 'Confermi questo indirizzo per il Suo account {product}: {url}',
  },
  verificationCode: {
    subject: '{code} è il codice per confermare il Suo indirizzo',
    lead:
      'Inserisca questo codice nella pagina in cui lo ha richiesto per confermare questo indirizzo ' +
      'per il Suo account {product}.',
    label: 'Apri la pagina con il codice',
    short: '{code} è il codice per confermare questo indirizzo su {product}. Non lo condivida.',
  },
  login: {
    subject: '{code} è il Suo codice di accesso',
    title: 'Accesso',
    lead: 'Inserisca questo codice nella pagina in cui sta accedendo a {product}.',
    notNow:
      'Se non sta effettuando l’accesso in questo momento, forse ci sta provando qualcun altro. ' +
      'Senza il codice non può riuscirci.',
    short: '{code} è il Suo codice di accesso a {product}. Non lo condivida.',
  },
  registration: {
    subject: '{code} è il codice per completare la registrazione',
    title: 'Le diamo il benvenuto',
    lead: 'Inserisca questo codice nella pagina in cui si sta registrando a {product}.',
    short: '{code} è il codice per completare la registrazione a {product}. Non lo condivida.',
  },
  noAccount: {
    title: 'Nessun account con questo indirizzo',
    recovery: {
      subject: 'Qualcuno ha provato a recuperare un account',
      lead:
        'Qualcuno, forse Lei, ha chiesto di recuperare un account {product} con questo indirizzo ' +
        'e-mail. Questo account non esiste.',
    },
    verification: {
      subject: 'Qualcuno ha provato a confermare questo indirizzo',
      lead:
        'Qualcuno, forse Lei, ha chiesto di confermare questo indirizzo e-mail per un account ' +
        '{product}. Questo account non esiste.',
    },
    wasYou: 'Se la richiesta è Sua, provi con l’indirizzo usato per la registrazione.',
    otherwise: 'Se la richiesta non è Sua, non deve fare nulla.',
    short: 'Nessun account {product} con questo indirizzo.',
  },
  notice: {
    endSession: 'Se non era Lei, termini la sessione in cui è successo: {endSessionUrl}',
    recover: 'Se non riesce più ad accedere, recuperi il Suo account: {url}',
    wasYou: 'Se era Lei, o se lo sapeva già, non deve fare nulla.',
    otherwise:
      'In caso contrario, qualcun altro potrebbe essere nel Suo account. Lo recuperi, scelga una nuova ' +
      'password e termini tutte le altre sessioni. Se non ci riesce, avvisi i responsabili di ' +
      '{product}.',
    otherwiseTell:
      'In caso contrario, qualcun altro potrebbe essere nel Suo account. Avvisi i responsabili di ' +
      '{product}.',
    short: 'Se non era Lei, recuperi subito il Suo account.',
  },
  names: {
    totp: 'un’app di autenticazione',
    lookup_secret: 'codici di riserva',
    webauthn: 'una chiave di sicurezza',
    passkey: 'una passkey',
    code: 'codici che Le vengono inviati',
    account: 'un account di un altro servizio',
    accountAt: 'un account {provider}',
    other: 'un altro modo di dimostrare la Sua identità',
  },
  password: {
    title: {
      added: 'È stata aggiunta una password al Suo account',
      changed: 'La Sua password è stata modificata',
      removed: 'La Sua password è stata rimossa',
    },
    lead: {
      added: 'È stata aggiunta una password al Suo account {product}.',
      changed: 'La password del Suo account {product} è stata modificata.',
      removed: 'La password del Suo account {product} è stata rimossa.',
    },
  },
  factor: {
    title: {
      added: 'È stato aggiunto un secondo fattore',
      changed: 'È stato modificato un secondo fattore',
      removed: 'È stato rimosso un secondo fattore',
    },
    lead: {
      added: 'È stato aggiunto un secondo fattore al Suo account {product}: {what}.',
      changed: 'È stato modificato un secondo fattore del Suo account {product}: {what}.',
      removed: 'È stato rimosso un secondo fattore dal Suo account {product}: {what}.',
    },
  },
  way: {
    title: {
      added: 'È stato aggiunto un metodo di accesso',
      changed: 'È stato modificato un metodo di accesso',
      removed: 'È stato rimosso un metodo di accesso',
    },
    lead: {
      added: 'È stato aggiunto un metodo di accesso al Suo account {product}: {what}.',
      changed: 'È stato modificato un metodo di accesso del Suo account {product}: {what}.',
      removed: 'È stato rimosso un metodo di accesso dal Suo account {product}: {what}.',
    },
  },
  address: {
    title: 'Il Suo indirizzo è stato modificato',
    lead: {
      added: 'L’indirizzo {added} è stato aggiunto al Suo account {product}.',
      changed: 'L’indirizzo del Suo account {product} è stato modificato da {gone} a {added}.',
      removed: 'L’indirizzo {gone} è stato rimosso dal Suo account {product}.',
    },
  },
  addresses: {
    title: 'Un indirizzo del Suo account è stato modificato',
    lead: 'Gli indirizzi del Suo account {product} sono stati modificati.',
  },
  several: {
    title: 'Diverse modifiche al Suo account',
    lead: 'Il Suo account {product} è stato modificato più volte in un’ora.',
    more:
      'Per non riempire la Sua casella, le altre modifiche della prossima ora non saranno comunicate ' +
      'una per una.',
  },
  taken: {
    subject: 'Qualcuno ha provato a usare il Suo indirizzo',
    title: 'Ha già un account',
    lead:
      'Qualcuno, forse Lei, ha provato a registrarsi a {product} con questo indirizzo. Esiste già un ' +
      'account con questo indirizzo, quindi non ne è stato creato un altro.',
    wasYou: 'Se era Lei, acceda: {loginUrl}',
    recover: 'Se non riesce più ad accedere, apra il link per recuperare l’account.',
    otherwise:
      'Se non era Lei, non deve fare nulla. Nessuno è entrato nel Suo account e nessuno ha saputo che ' +
      'esiste.',
    short: 'Se era Lei, acceda.',
    shortRecover: 'Se era Lei, acceda o recuperi il Suo account: {url}',
  },
  signIn: {
    title: 'Nuovo accesso al Suo account',
    device:
      'Qualcuno, forse Lei, ha effettuato l’accesso al Suo account {product} da un dispositivo mai ' +
      'usato prima.',
    network:
      'Qualcuno, forse Lei, ha effettuato l’accesso al Suo account {product} da una rete mai usata ' +
      'prima.',
    label: 'Non ero io: termina questa sessione',
    isIncomplete:
      'Mancava ancora il secondo passaggio, ma il primo è riuscito: questa persona potrebbe conoscere ' +
      'la Sua password.',
    wasYou: 'Se era Lei, non deve fare nulla.',
    otherwise:
      'In caso contrario, termini la sessione con il pulsante, poi scelga una nuova password.',
    short: 'Se non era Lei, termini la sessione: {endSessionUrl}',
  },
  resetBegun: {
    title: 'I Suoi secondi fattori saranno rimossi',
    lead:
      'Un amministratore rimuoverà i secondi fattori del Suo account {product}, come un’app di ' +
      'autenticazione, codici di riserva o una chiave di sicurezza.',
    label: 'Annulla e mantieni i secondi fattori',
    effect:
      'Dopo, per accedere basterà il primo passaggio e tutte le Sue sessioni saranno terminate.',
    wasYou: 'Se lo ha chiesto Lei, non deve fare nulla.',
    otherwise:
      'In caso contrario, qualcuno potrebbe essersi spacciato per Lei. Annulli con il pulsante, oppure ' +
      'accedendo con il Suo secondo fattore, e avvisi i responsabili di {product}.',
    short: 'Se non lo ha chiesto Lei, annulli: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Il Suo account sarà eliminato',
    lead:
      'Qualcuno, forse Lei, ha chiesto di eliminare il Suo account {product}. Tutte le Sue ' +
      'sessioni sono state terminate.',
    label: 'Mantieni il mio account: accedi',
    effect: 'Dopo, tutto ciò che qui è memorizzato su di Lei sarà cancellato definitivamente.',
    keep: 'Per mantenere l’account, acceda prima di allora.',
    otherwise:
      'Se non è stato Lei, acceda ora e scelga una nuova password: qualcuno potrebbe conoscerla.',
    short: 'Per mantenerlo, acceda prima di allora.',
  },
  deletionSoon: {
    title: 'Il Suo account sarà presto eliminato',
    lead: 'Il Suo account {product} sarà eliminato, come richiesto.',
    label: 'Mantieni il mio account: accedi',
    keep: 'Per mantenere l’account, acceda prima di allora. Altrimenti non deve fare nulla.',
    short: 'Per mantenerlo, acceda prima di allora.',
  },
  deletionCancelled: {
    title: 'Il Suo account è stato mantenuto',
    lead: 'Il Suo account {product} non sarà eliminato.',
    otherwise: 'Se non è stato Lei, avvisi i responsabili di {product}.',
    short: 'Resta com’era.',
  },
  deleted: {
    title: 'Il Suo account è stato eliminato',
    lead: 'Il Suo account {product} è stato eliminato, con tutto ciò che qui era memorizzato su di Lei.',
    otherwise: 'Questo è l’ultimo messaggio a questo indirizzo. Non si può annullare.',
    short: 'Questo è l’ultimo messaggio.',
  },
  resetDone: {
    title: 'I Suoi secondi fattori sono stati rimossi',
    lead:
      'Un amministratore ha rimosso i secondi fattori del Suo account {product}. Tutte le Sue ' +
      'sessioni sono state terminate.',
    next: 'Acceda e configuri un nuovo secondo fattore nelle impostazioni.',
    otherwise:
      'Se non lo ha chiesto Lei, scelga anche una nuova password e avvisi i responsabili di ' +
      '{product}.',
    short: 'Acceda e ne configuri uno nuovo.',
  },
  reported: {
    title: 'Una segnalazione dal Suo account',
    lead:
      'Dal Suo account {product} è stato segnalato che qualcosa non è stato fatto da Lei. ' +
      'Tutte le sessioni sono state terminate e nessun dispositivo è più ricordato.',
    wasYou: 'Se è stato Lei, recuperi il Suo account e scelga una nuova password.',
    otherwise:
      'In caso contrario, qualcun altro era nel Suo account. Lo recuperi, scelga una nuova ' +
      'password e avvisi i responsabili di {product}.',
    short: 'Lo recuperi e scelga una nuova password.',
  },
  dataReady: {
    title: 'I Suoi dati si possono scaricare',
    lead: 'Ha chiesto i dati che {product} conserva su di Lei. Il file è pronto.',
    label: 'Scaricare i miei dati',
    signIn:
      'La pagina chiede di aver effettuato l’accesso a questo account, così il link da solo ' +
      'non serve a nulla.',
    otherwise:
      'Se non li ha chiesti, non segua il link. Scelga una nuova password e chiuda tutte le ' +
      'altre sessioni.',
    short: 'Scarichi i Suoi dati da {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'I Suoi dati sono stati scaricati',
    lead: 'È stato scaricato un file con i dati che {product} conserva su di Lei.',
  },
}
