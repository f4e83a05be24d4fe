// What the page about the activity of an account says in Dutch, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Wat er met uw account is gebeurd',
    lead: 'Het nieuwste staat bovenaan. Hebt u iets niet zelf gedaan, meld het dan.',
    off:
      'Deze dienst houdt niet bij wat er met accounts gebeurt. Hier ziet u waar u bent ' +
      'ingelogd.',
    none: 'Er is nog niets vastgelegd.',
    link: 'Activiteit',
    newest: 'Nieuwste',
    older: 'Ouder',
    first: 'Voor het eerst',
    method: 'Methode: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Eén keer', other: '{count} keer' },
    ended: { one: 'Eén sessie', other: '{count} sessies' },
    by: 'Door: {who}',
    who: {
      administrator: 'een beheerder',
      support: 'de helpdesk',
      server: 'de dienst zelf',
      unknown: 'iemand die niet was ingelogd',
    },
    turns: { added: 'toegevoegd', changed: 'gewijzigd', removed: 'verwijderd' },
    things: {
      password: 'Wachtwoord',
      code: 'Toegestuurde code',
      link: 'Toegestuurde link',
      oidc: 'Account bij een aanbieder',
      totp: 'Authenticator-app',
      lookup_secret: 'Reservecodes',
      webauthn: 'Beveiligingssleutel',
      passkey: 'Passkey',
      profile: 'Profiel',
      addresses: 'Adressen',
      sessions: 'Andere sessies',
      state: 'Toestand van het account',
      rest: 'Andere gegevens',
    },
    actions: {
      'identity.created': 'Account aangemaakt',
      'identity.updated': 'Account gewijzigd',
      'credential.changed': 'Inloggegevens gewijzigd',
      'credential.revealed': 'Inloggegevens bekeken',
      'address.verified': 'Adres bevestigd',
      'verification.sent': 'Verzoek om adressen te bevestigen verstuurd',
      'login.succeeded': 'Ingelogd',
      'login.failed': 'Mislukte poging om in te loggen',
      'recovery.succeeded': 'Account hersteld',
      'recovery.handed-out': 'Code of link voor herstel verstrekt',
      'recovery.sent': 'Link voor herstel verstuurd',
      'impersonation.begun': 'Inzage in uw account voorbereid',
      'impersonation.opened': 'Uw account is geopend om te zien wat u ziet',
      'session.exchanged': 'Sessie overgedragen aan een app',
      'session.extended': 'Sessie verlengd',
      'session.revoked': 'Sessie beëindigd',
      'sessions.revoked': 'Sessies beëindigd',
      'devices.forgotten': 'Onthouden apparaten vergeten',
      'activity.reported': 'Gemeld: u was het niet',
      'factor-reset.begun': 'Verwijderen van de tweede factoren aangekondigd',
      'factor-reset.cancelled': 'Verwijderen van de tweede factoren gestopt',
      'factor-reset.done': 'Tweede factoren verwijderd',
      'shield.cleared': 'Blokkades na foute pogingen opgeheven',
      'deletion.requested': 'Verwijderen van het account aangevraagd',
      'deletion.cancelled': 'Verwijderen van het account gestopt',
      'data.requested': 'Download van gegevens aangevraagd',
      'data.exported': 'Gegevens gedownload',
      'operator.added': 'Rol in de console gegeven',
      'operator.removed': 'Rol in de console ingetrokken',
      'console.signed-in': 'Ingelogd in de console',
      'console.signed-out': 'Uitgelogd uit de console',
    },
  },
  notMe: {
    button: 'Ik was het niet',
    buttonOf: 'Ik was het niet: {what}',
    title: 'Was u het niet?',
    lead:
      'Als u op de knop drukt, wordt iedereen uit uw account uitgelogd, u ook. Apparaten ' +
      'die geen tweede stap nodig hebben, worden vergeten. Daarna herstelt u uw account en ' +
      'kiest u een nieuw wachtwoord. Wie deze dienst beheert, kan uw melding zien.',
    label: 'Overal uitloggen',
    back: 'Terug naar de activiteit',
    doneTitle: 'Iedereen is uitgelogd',
    doneLead:
      'Niemand is nog in uw account ingelogd. Herstel het nu en kies een nieuw wachtwoord: ' +
      'misschien kent iemand het oude.',
    recover: 'Terug in mijn account',
    ask:
      'Log in en kies een nieuw wachtwoord. Kunt u niet meer inloggen, vraag het dan aan ' +
      'wie deze dienst beheert.',
    signIn: 'Inloggen',
  },
}
