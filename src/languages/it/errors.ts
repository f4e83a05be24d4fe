import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Ricomincia',
  home: 'Vai alla pagina iniziale',
  reference: 'Riferimento',
  detail: 'Che cosa è successo',
  unknown: {
    title: 'Questo errore è scaduto',
    text: 'I suoi dettagli non sono più conservati. Ricominci da capo.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Questo modulo non appartiene a questo browser',
      text:
        'È stato aperto in un altro browser, o prima dell’ultimo accesso o dell’ultima uscita. Non è stato ' +
        'cambiato nulla. Ricominci da capo.',
    },
    session_of_support: {
      title: 'L’assistenza non può farlo',
      text: 'Questa sessione mostra ciò che vede una persona. Credenziali e indirizzi restano come sono.',
    },
    impersonation_code_used: {
      title: 'Questo link è già stato usato',
      text: 'Vale una volta, entro un minuto. Ne faccia creare un altro.',
    },
    cookies: {
      title: 'Il Suo browser non salva i cookie',
      text: 'Proteggono il Suo account dai moduli contraffatti. Consenta i cookie per questo sito, poi ricominci.',
    },
    self_service_flow_expired: {
      title: 'È passato troppo tempo',
      text: 'Per la Sua sicurezza il modulo è stato chiuso. Ricominci da capo.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Quel link porta in un luogo sconosciuto',
      text:
        'La porterebbe a un indirizzo che qui non è consentito, perciò ci siamo fermati. Torni da dove è venuto, ' +
        'o ricominci.',
    },
    self_service_flow_disabled: {
      title: 'Questa funzione è disattivata',
      text: 'Ciò che ha chiesto qui non è offerto.',
    },
    session_inactive: { title: 'L’accesso non è attivo', text: 'Acceda per continuare.' },
  },
  byStatus: {
    400: { title: 'Non ha funzionato', text: 'Torni indietro e riprovi, o ricominci da capo.' },
    401: {
      title: 'Effettui l’accesso',
      text: 'Questa pagina è solo per chi ha effettuato l’accesso.',
    },
    403: {
      title: 'Non è consentito',
      text: 'Se ritiene di dover avere accesso, si rivolga a chi gestisce il servizio.',
    },
    404: { title: 'Qui non c’è nulla', text: 'Ciò che ha chiesto non esiste, o non esiste più.' },
    410: { title: 'È scaduto', text: 'Ricominci da capo.' },
    429: { title: 'Troppi tentativi', text: 'Attenda un poco, poi riprovi.' },
    503: {
      title: 'Un momento',
      text: 'Il servizio al momento non può rispondere. Riprovi tra un minuto.',
    },
  },
  unexplained: {
    title: 'Qualcosa è andato storto',
    text:
      'Non dipende da Lei. Riprovi. Se succede di nuovo, avvisi chi gestisce il servizio, indicando il ' +
      'riferimento qui sotto.',
  },
}
