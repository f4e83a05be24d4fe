import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Neu beginnen',
  home: 'Zur Startseite',
  reference: 'Kennung',
  detail: 'Was geschehen ist',
  unknown: {
    title: 'Dieser Fehler ist abgelaufen',
    text: 'Die Einzelheiten sind nicht mehr gespeichert. Bitte beginnen Sie neu.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Dieses Formular gehört nicht zu diesem Browser',
      text:
        'Es wurde in einem anderen Browser geöffnet, oder bevor Sie sich zuletzt an- oder abgemeldet haben. ' +
        'Nichts wurde geändert. Bitte beginnen Sie neu.',
    },
    session_of_support: {
      title: 'Das kann der Support nicht',
      text: 'Diese Sitzung zeigt, was eine Person sieht. Zugangsdaten und Adressen bleiben, wie sie sind.',
    },
    impersonation_code_used: {
      title: 'Dieser Link ist verbraucht',
      text: 'Er gilt einmal, innerhalb einer Minute. Bitte lassen Sie einen neuen erstellen.',
    },
    cookies: {
      title: 'Ihr Browser speichert keine Cookies',
      text:
        'Sie schützen Ihr Konto vor gefälschten Formularen. Bitte erlauben Sie Cookies für diese Website, ' +
        'und beginnen Sie neu.',
    },
    self_service_flow_expired: {
      title: 'Das hat zu lange gedauert',
      text: 'Zu Ihrer Sicherheit wurde das Formular geschlossen. Bitte beginnen Sie neu.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Dieser Link führt an einen unbekannten Ort',
      text:
        'Er würde Sie zu einer Adresse schicken, die hier nicht erlaubt ist; deshalb haben wir angehalten. ' +
        'Gehen Sie dorthin zurück, woher Sie kamen, oder beginnen Sie neu.',
    },
    self_service_flow_disabled: {
      title: 'Das ist ausgeschaltet',
      text: 'Was Sie möchten, wird hier nicht angeboten.',
    },
    session_inactive: {
      title: 'Sie sind abgemeldet',
      text: 'Bitte melden Sie sich an, um fortzufahren.',
    },
  },
  byStatus: {
    400: {
      title: 'Das hat nicht geklappt',
      text: 'Bitte gehen Sie zurück und versuchen Sie es noch einmal, oder beginnen Sie neu.',
    },
    401: { title: 'Bitte melden Sie sich an', text: 'Das ist nur für angemeldete Personen.' },
    403: {
      title: 'Das ist nicht erlaubt',
      text: 'Wenn Sie meinen, Zugang haben zu müssen, wenden Sie sich bitte an den Betreiber.',
    },
    404: { title: 'Hier ist nichts', text: 'Was Sie möchten, gibt es nicht oder nicht mehr.' },
    410: { title: 'Das ist abgelaufen', text: 'Bitte beginnen Sie neu.' },
    429: {
      title: 'Zu viele Versuche',
      text: 'Bitte warten Sie ein wenig, und versuchen Sie es dann noch einmal.',
    },
    503: {
      title: 'Einen Augenblick',
      text: 'Der Dienst kann gerade nicht antworten. Bitte versuchen Sie es in einer Minute noch einmal.',
    },
  },
  unexplained: {
    title: 'Etwas ist schiefgegangen',
    text:
      'Es liegt nicht an Ihnen. Bitte versuchen Sie es noch einmal. Geschieht es wieder, sagen Sie es dem ' +
      'Betreiber, mit der Kennung hier unten.',
  },
}
