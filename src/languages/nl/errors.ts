import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Opnieuw beginnen',
  home: 'Naar de startpagina',
  reference: 'Kenmerk',
  detail: 'Wat er is gebeurd',
  unknown: {
    title: 'Deze fout is verlopen',
    text: 'De bijzonderheden zijn niet meer bewaard. Begin opnieuw.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Dit formulier hoort niet bij deze browser',
      text:
        'Het is in een andere browser geopend, of voordat u voor het laatst in- of uitlogde. Er is niets ' +
        'gewijzigd. Begin opnieuw.',
    },
    session_of_support: {
      title: 'De helpdesk kan dit niet',
      text: 'Deze sessie toont wat een persoon ziet. Inloggegevens en adressen blijven zoals ze zijn.',
    },
    impersonation_code_used: {
      title: 'Deze link is al gebruikt',
      text: 'Hij werkt één keer, binnen een minuut. Laat een nieuwe maken.',
    },
    cookies: {
      title: 'Uw browser bewaart geen cookies',
      text: 'Ze beschermen uw account tegen vervalste formulieren. Sta cookies toe voor deze site en begin opnieuw.',
    },
    self_service_flow_expired: {
      title: 'Dit duurde te lang',
      text: 'Voor uw veiligheid is het formulier gesloten. Begin opnieuw.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Die link leidt naar een onbekende plaats',
      text:
        'Hij zou u naar een adres brengen dat hier niet is toegestaan, dus zijn we gestopt. Ga terug naar waar u ' +
        'vandaan kwam, of begin opnieuw.',
    },
    self_service_flow_disabled: {
      title: 'Dit staat uit',
      text: 'Wat u vroeg, wordt hier niet aangeboden.',
    },
    session_inactive: { title: 'U bent uitgelogd', text: 'Log in om door te gaan.' },
  },
  byStatus: {
    400: {
      title: 'Dat is niet gelukt',
      text: 'Ga terug en probeer het opnieuw, of begin opnieuw.',
    },
    401: { title: 'Log in', text: 'Dit is alleen voor wie is ingelogd.' },
    403: {
      title: 'Dit is niet toegestaan',
      text: 'Denkt u dat u toegang zou moeten hebben, vraag het dan de beheerder van deze dienst.',
    },
    404: { title: 'Hier is niets', text: 'Wat u vroeg, bestaat niet of niet meer.' },
    410: { title: 'Dit is verlopen', text: 'Begin opnieuw.' },
    429: { title: 'Te veel pogingen', text: 'Wacht even en probeer het dan opnieuw.' },
    503: {
      title: 'Een ogenblik',
      text: 'De dienst kan nu niet antwoorden. Probeer het over een minuut opnieuw.',
    },
  },
  unexplained: {
    title: 'Er ging iets mis',
    text:
      'Het ligt niet aan u. Probeer het opnieuw. Gebeurt het nog eens, meld het dan aan de beheerder van deze ' +
      'dienst, met het kenmerk hieronder.',
  },
}
