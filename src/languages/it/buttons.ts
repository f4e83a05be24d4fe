import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Recuperi il Suo account',
      lead: 'Prema il pulsante per accedere. Potrà poi scegliere una nuova password.',
      label: 'Accedi',
    },
    verification: {
      title: 'Confermi il Suo indirizzo',
      lead:
        'Prema il pulsante per confermare che questo indirizzo è Suo. Se qualcun altro si è registrato con esso, ' +
        'chiuda questa pagina.',
      label: 'Conferma',
    },
    'end-session': {
      title: 'Terminare questa sessione?',
      lead:
        'Prema il pulsante se non è stato Lei ad accedere. Chiunque sia stato verrà disconnesso e dovrà accedere ' +
        'di nuovo.',
      label: 'Termina la sessione',
    },
    'cancel-reset': {
      title: 'Mantenere i Suoi secondi fattori?',
      lead: 'Un amministratore sta per rimuovere i secondi fattori del Suo account. Prema il pulsante per impedirlo.',
      label: 'Mantieni i miei secondi fattori',
    },
    'support-session': {
      title: 'Vedere ciò che vede questa persona?',
      lead:
        'La sua sessione si apre in questo browser, al posto di quella propria, per alcuni minuti. La persona può ' +
        'vedere che è stata aperta, e perché. Credenziali e indirizzi non vi si possono cambiare.',
      label: 'Apri la sua sessione',
    },
    'sign-out': {
      title: 'Vuole uscire?',
      lead: 'Lo ha chiesto un’altra pagina. Se non è stato Lei, chiuda questa pagina.',
      label: 'Esci',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Continui alla console',
      lead: 'Prema il pulsante se ha appena aperto la console in questo browser. Altrimenti chiuda questa pagina.',
      label: 'Continua alla console come {name}',
    },
    secondFactor: {
      title: 'Configuri un secondo fattore',
      lead:
        'La console è aperta agli operatori con un secondo fattore, come un’app di autenticazione o una chiave di ' +
        'sicurezza. Ne configuri uno, e torni qui.',
      label: 'Configura un secondo fattore',
    },
    notOperator: {
      title: 'La console è per gli operatori',
      lead: 'Ha effettuato l’accesso come {name}, senza ruolo di operatore. Un amministratore può assegnarne uno.',
      label: 'Torna al mio account',
    },
  },
  endSession: {
    title: 'La sessione è terminata',
    lead:
      'Chi aveva effettuato l’accesso è stato disconnesso. Se non era Lei, può darsi che conosca la Sua password: ' +
      'ne scelga subito una nuova.',
    newPassword: 'Scegli una nuova password',
    recover: 'Non riesco più ad accedere',
  },
  cancelReset: {
    done: {
      title: 'I Suoi secondi fattori restano',
      lead:
        'Non vengono rimossi. Se non lo aveva chiesto Lei, forse qualcuno si è spacciato per Lei: avvisi chi ' +
        'gestisce il servizio.',
    },
    'too-late': {
      title: 'Non c’è nulla da fermare',
      lead:
        'È già stato fermato, oppure i Suoi secondi fattori sono stati rimossi. Se non lo aveva chiesto Lei, ' +
        'acceda, scelga una nuova password e configuri un secondo fattore.',
    },
    signIn: 'Accedi',
  },
}
