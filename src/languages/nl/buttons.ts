import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Uw account herstellen',
      lead: 'Druk op de knop om in te loggen. Daarna kunt u een nieuw wachtwoord kiezen.',
      label: 'Inloggen',
    },
    verification: {
      title: 'Uw adres bevestigen',
      lead:
        'Druk op de knop om te bevestigen dat dit adres van u is. Heeft iemand anders zich ermee geregistreerd, ' +
        'sluit dan deze pagina.',
      label: 'Bevestigen',
    },
    'end-session': {
      title: 'Deze sessie beëindigen?',
      lead:
        'Druk op de knop als u niet degene was die inlogde. Wie het ook was, wordt uitgelogd en moet opnieuw ' +
        'inloggen.',
      label: 'Sessie beëindigen',
    },
    'cancel-reset': {
      title: 'Uw tweede factoren behouden?',
      lead: 'Een beheerder gaat de tweede factoren van uw account verwijderen. Druk op de knop om dat te voorkomen.',
      label: 'Mijn tweede factoren behouden',
    },
    'support-session': {
      title: 'Zien wat deze persoon ziet?',
      lead:
        'De sessie opent enkele minuten in deze browser, in plaats van die van uzelf. De persoon kan zien dat ze ' +
        'open was, en waarom. Inloggegevens en adressen kunnen er niet in worden gewijzigd.',
      label: 'Sessie openen',
    },
    'sign-out': {
      title: 'Wilt u uitloggen?',
      lead: 'Een andere pagina heeft erom gevraagd. Was u dat niet, sluit dan deze pagina.',
      label: 'Uitloggen',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Door naar de console',
      lead: 'Druk op de knop als u de console zojuist in deze browser hebt geopend. Zo niet, sluit dan deze pagina.',
      label: 'Door naar de console als {name}',
    },
    secondFactor: {
      title: 'Een tweede factor instellen',
      lead:
        'De console is open voor beheerders met een tweede factor, zoals een authenticator-app of een ' +
        'beveiligingssleutel. Stel er een in, en kom terug.',
      label: 'Een tweede factor instellen',
    },
    notOperator: {
      title: 'De console is voor beheerders',
      lead: 'U bent ingelogd als {name}, zonder beheerdersrol. Een beheerder kan u een rol geven.',
      label: 'Terug naar mijn account',
    },
  },
  endSession: {
    title: 'De sessie is beëindigd',
    lead: 'Wie was ingelogd, is uitgelogd. Was u dat niet, dan is uw wachtwoord misschien bekend: kies nu een nieuw.',
    newPassword: 'Een nieuw wachtwoord kiezen',
    recover: 'Ik kan niet meer inloggen',
  },
  cancelReset: {
    done: {
      title: 'Uw tweede factoren blijven',
      lead:
        'Ze worden niet verwijderd. Hebt u er niet om gevraagd, dan heeft iemand zich misschien voor u ' +
        'uitgegeven: meld het aan de beheerder van deze dienst.',
    },
    'too-late': {
      title: 'Er valt niets tegen te houden',
      lead:
        'Het is al tegengehouden, of uw tweede factoren zijn verwijderd. Hebt u er niet om gevraagd, log dan in, ' +
        'kies een nieuw wachtwoord en stel een tweede factor in.',
    },
    signIn: 'Inloggen',
  },
}
