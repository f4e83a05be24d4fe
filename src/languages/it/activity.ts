// What the page about the activity of an account says in Italian, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Che cosa è successo al Suo account',
    lead: 'Il più recente è in alto. Se c’è qualcosa che non ha fatto Lei, lo segnali.',
    off:
      'Questo servizio non tiene traccia di ciò che accade agli account. Ecco dove è ' +
      'attivo l’accesso.',
    none: 'Non è ancora registrato nulla.',
    link: 'Attività',
    newest: 'Più recenti',
    older: 'Meno recenti',
    first: 'La prima volta',
    method: 'Metodo: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Una volta', other: '{count} volte' },
    ended: { one: 'Una sessione', other: '{count} sessioni' },
    by: 'Da parte di: {who}',
    who: {
      administrator: 'amministrazione',
      support: 'assistenza',
      server: 'il servizio stesso',
      unknown: 'qualcuno che non aveva effettuato l’accesso',
    },
    turns: { added: 'aggiunta', changed: 'modifica', removed: 'rimozione' },
    things: {
      password: 'Password',
      code: 'Codice inviato',
      link: 'Link inviato',
      oidc: 'Account di un provider',
      totp: 'App di autenticazione',
      lookup_secret: 'Codici di riserva',
      webauthn: 'Chiave di sicurezza',
      passkey: 'Passkey',
      profile: 'Profilo',
      addresses: 'Indirizzi',
      sessions: 'Altre sessioni',
      state: 'Stato dell’account',
      rest: 'Altri dati',
    },
    actions: {
      'identity.created': 'Account creato',
      'identity.updated': 'Account modificato',
      'credential.changed': 'Dati di accesso modificati',
      'credential.revealed': 'Dati di accesso consultati',
      'address.verified': 'Indirizzo confermato',
      'verification.sent': 'Richiesta di conferma degli indirizzi inviata',
      'login.succeeded': 'Accesso',
      'login.failed': 'Accesso non riuscito',
      'recovery.succeeded': 'Account recuperato',
      'recovery.handed-out': 'Codice o link di recupero consegnato',
      'recovery.sent': 'Link di recupero inviato',
      'impersonation.begun': 'Consultazione del Suo account preparata',
      'impersonation.opened': 'Il Suo account è stato aperto per vedere ciò che vede Lei',
      'session.exchanged': 'Sessione passata a un’app',
      'session.extended': 'Sessione prolungata',
      'session.revoked': 'Sessione terminata',
      'sessions.revoked': 'Sessioni terminate',
      'devices.forgotten': 'Dispositivi ricordati dimenticati',
      'activity.reported': 'Segnalato: non era Lei',
      'factor-reset.begun': 'Rimozione dei secondi fattori annunciata',
      'factor-reset.cancelled': 'Rimozione dei secondi fattori fermata',
      'factor-reset.done': 'Secondi fattori rimossi',
      'shield.cleared': 'Blocchi per tentativi errati revocati',
      'deletion.requested': 'Eliminazione dell’account richiesta',
      'deletion.cancelled': 'Eliminazione dell’account fermata',
      'data.requested': 'Download dei dati richiesto',
      'data.exported': 'Dati scaricati',
      'operator.added': 'Ruolo nella console assegnato',
      'operator.removed': 'Ruolo nella console revocato',
      'console.signed-in': 'Accesso alla console',
      'console.signed-out': 'Uscita dalla console',
    },
  },
  notMe: {
    button: 'Non sono stato io',
    buttonOf: 'Non sono stato io: {what}',
    title: 'Non era Lei?',
    lead:
      'Se preme il pulsante, tutti vengono disconnessi dal Suo account, anche Lei. I ' +
      'dispositivi che non chiedono il secondo passaggio vengono dimenticati. Poi recupera ' +
      'il Suo account e sceglie una nuova password. Chi gestisce questo servizio potrà ' +
      'vedere la Sua segnalazione.',
    label: 'Disconnetti ovunque',
    back: 'Torna all’attività',
    doneTitle: 'Tutti sono disconnessi',
    doneLead:
      'Nessuno ha più accesso al Suo account. Lo recuperi subito e scelga una nuova ' +
      'password: quella vecchia potrebbe essere nota.',
    recover: 'Recupera il mio account',
    ask:
      'Acceda e scelga una nuova password. Se non riesce più ad accedere, chieda a chi ' +
      'gestisce questo servizio.',
    signIn: 'Accedi',
  },
}
