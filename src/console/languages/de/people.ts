// Deutsch: die Seiten über Personen.
import type { ConsoleTexts } from '../areas.ts'

export const people: ConsoleTexts['people'] = {
  columns: 'Spalten',
  columnNames: {
    state: 'Zustand',
    schema: 'Schema',
    identifier: 'Meldet sich an als',
    external_id: 'Externe ID',
    organization: 'Organisation',
    id: 'ID',
    last_sign_in: 'Letzte Anmeldung',
    created: 'Angelegt',
    updated: 'Geändert',
  },
  sortBy: 'Nach „{1}“ ordnen',
  choose: '{1} auswählen',
  many: 'Mit vielen tun',
  action: 'Aktion',
  who: 'Mit wem',
  chosen: 'Die oben Ausgewählten',
  all: 'Alle gefundenen',
  allOf: 'Alle gefundenen: {1}',
  everybody: 'Alle',
  everybodyOf: 'Alle: {1}',
  next: 'Weiter …',
  export: 'Exportieren',
  format: 'Format',
  formats: { jsonl: 'JSON-Zeilen', csv: 'CSV' },
}

export const person: ConsoleTexts['person'] = {
  leavesOn: 'Das Konto wird gelöscht am',
  keepAccount: 'Konto behalten',
  leave: 'Nach der Frist löschen',
  tabs: 'Person',
  profile: 'Profil',
  signIn: 'Anmeldung',
  sessions: 'Sitzungen',
  activity: 'Aktivität',
  json: 'JSON',
  id: 'ID',
  externalId: 'Externe ID',
  organization: 'Organisation',
  created: 'Angelegt',
  updated: 'Geändert',
  stateSince: 'seit',
  traits: 'Merkmale',
  save: 'Speichern',
  noSchema:
    'Das Schema dieser Person ist nicht mehr konfiguriert. Die Merkmale können nicht geändert ' +
    'werden.',
  consents: 'Bedingungen und Einwilligungen',
  consentsLead: 'Was die Person angenommen oder zurückgenommen hat, das Neueste zuerst.',
  accepted: 'Angenommen',
  takenBack: 'Zurückgenommen',
  versionOf: 'Fassung {1}',
  addresses: 'Adressen',
  addressesLead: 'Sie ergeben sich aus den Merkmalen.',
  noAddresses:
    'In den Merkmalen ist keine Adresse, die bestätigt werden kann oder der Wiederherstellung ' +
    'dient.',
  address: 'Adresse',
  verified: 'Bestätigt',
  unverified: 'Nicht bestätigt',
  recovery: 'Zur Wiederherstellung',
  verify: 'Als bestätigt werten',
  unverify: 'Als nicht bestätigt werten',
  send: 'Bestätigung senden',
  messages: 'Nachrichten',
  state: 'Konto',
  disable: 'Sperren',
  disableLead:
    'Ein gesperrtes Konto bleibt, wie es ist, aber niemand kann sich anmelden, und seine ' +
    'Sitzungen ruhen.',
  enable: 'Freigeben',
  delete: 'Löschen',
  deleteLead: 'Löscht das Konto mit Anmeldemethoden, Sitzungen und Abläufen, endgültig.',
  deleteTitle: '{1} löschen?',
  deleteFacts:
    'Was gelöscht ist, lässt sich nicht wiederherstellen. Um jemanden auszuschließen, sperren Sie das ' +
    'Konto.',
  deleteButton: 'Endgültig löschen',
  keep: 'Konto behalten',
  methods: 'Anmeldemethoden',
  noMethods: 'Noch kann man sich mit diesem Konto auf keine Art anmelden.',
  method: 'Methode',
  identifiers: 'Kennungen',
  since: 'Seit',
  unset: 'Nicht eingerichtet',
  remove: 'Entfernen',
  recover: 'Wiederherstellung',
  recoverLead:
    'Lässt die Person ohne Nachricht hinein. Geben Sie es niemandem sonst: Es öffnet das Konto.',
  makeCode: 'Code erstellen',
  makeLink: 'Link erstellen',
  codeTitle: 'Wiederherstellungscode',
  linkTitle: 'Wiederherstellungslink',
  shownOnce: 'Er wird nur jetzt gezeigt. Er gilt einmal und ersetzt keinen anderen.',
  code: 'Code',
  link: 'Link',
  codePage: 'Einzugeben unter',
  expires: 'Gültig bis',
  backToPerson: 'Zurück zur Person',
  support: {
    title: 'Sehen, was diese Person sieht',
    lead:
      'Öffnet für einige Minuten eine Sitzung dieser Person, in der Anmeldedaten und Adressen nicht ' +
      'geändert werden können. Die Person kann sehen, dass sie offen war, und warum.',
    reason: 'Grund',
    make: 'Link erstellen',
    shownOnce:
      'Er gilt einmal, innerhalb einer Minute. Öffnen Sie ihn in einem privaten Fenster, um selbst ' +
      'angemeldet zu bleiben.',
  },
  factors: 'Zweite Faktoren',
  noFactors: 'Kein zweiter Faktor ist eingerichtet.',
  hasFactors: 'Zweite Faktoren sind eingerichtet.',
  factorsLead:
    'Für jemanden, der sie verloren hat. Die Person erfährt davon und kann es bis zum Termin ' +
    'verhindern.',
  reset: 'Zweite Faktoren zurücksetzen',
  resetDue: 'Eine Rücksetzung steht an. Sie wird ausgeführt',
  cancelReset: 'Rücksetzung abbrechen',
  devices: 'Gemerkte Geräte',
  noDevices: 'Kein Gerät ist gemerkt.',
  forget: 'Alle Geräte vergessen',
  device: 'Gerät',
  endAll: 'Alle Sitzungen beenden',
  noSessions: 'Keine Sitzungen',
  noSessionsHint: 'Sie beginnen, wenn sich die Person anmeldet.',
  methodNames: {
    password: 'Passwort',
    code: 'Code per Nachricht',
    totp: 'Authenticator-App',
    lookup_secret: 'Ersatzcodes',
    webauthn: 'Sicherheitsschlüssel',
    passkey: 'Passkeys',
    oidc: 'Anmeldung über Anbieter',
    saml: 'SAML',
    profile: 'Profil',
    link_recovery: 'Wiederherstellungslink',
    code_recovery: 'Wiederherstellungscode',
  },
}

export const activity: ConsoleTexts['activity'] = {
  show: 'Anzeigen',
  shows: { all: 'Alles', about: 'Mit der Person getan', by: 'Von der Person getan' },
  none: 'Keine Einträge',
  noneHint: 'Hier erscheint, was Konto, Anmeldedaten oder eine Sitzung der Person ändert.',
  trail: 'Im Prüfprotokoll',
}

export const personMessages: ConsoleTexts['personMessages'] = {
  lead: 'Nachrichten an die Adressen, die das Konto jetzt hat:',
  noAddresses: 'Das Konto hat keine Adresse, an die Nachrichten gesendet werden.',
  none: 'Keine Nachrichten',
  noneHint: 'Nachrichten an die Person erscheinen, wenn Abläufe Codes, Links und Hinweise senden.',
}

export const newPerson: ConsoleTexts['newPerson'] = {
  title: 'Neue Person',
  schema: 'Schema',
  chooseSchema: 'Formular anzeigen',
  traits: 'Merkmale',
  account: 'Konto',
  password: 'Passwort',
  passwordHint: 'Freiwillig. Besser ist, die Person wählt selbst eines: Laden Sie sie ein.',
  state: 'Zustand',
  verified: 'Die Adressen gelten als bestätigt',
  invite: 'Wie die Person hineinkommt',
  inviteHint:
    'Mit einem Link oder Code kommt die Person zu den Einstellungen und legt fest, wie sie sich ' +
    'anmeldet.',
  invites: {
    none: 'Nicht benachrichtigt: mit dem Passwort, oder später',
    send: 'Mit einem Wiederherstellungslink, der an die erste Adresse geht',
    link: 'Mit einem Wiederherstellungslink, der Ihnen einmal gezeigt wird',
    code: 'Mit einem Wiederherstellungscode, der Ihnen einmal gezeigt wird',
  },
  create: 'Anlegen',
  notInvited: 'Das Konto ist angelegt, und niemand ist benachrichtigt',
  notInvitedLead: 'Die Einladung konnte nicht erstellt werden:',
  toPerson: 'Zur Person',
  done: {
    created: 'Das Konto ist angelegt.',
    invited: 'Das Konto ist angelegt, und ein Link ist zur Person unterwegs.',
  },
}

export const imports: ConsoleTexts['imports'] = {
  title: 'Personen importieren',
  lead:
    'Eine Datei, wie pallas identities import sie liest: JSON-Zeilen, ein JSON-Array oder CSV, dessen ' +
    'erste Zeile die Spalten mit ihren Pfaden benennt, etwa traits.email und schema_id.',
  limits:
    'Bis zu {1} Personen in {2}, davon bis zu {3} mit einem Passwort, das noch kein Hash ist. ' +
    'Für mehr gibt es die Kommandozeile:',
  command: 'pallas identities import -c kratos.yml {1}',
  file: 'Datei',
  check: 'Datei prüfen',
  checkHint: 'Dadurch wird nichts gespeichert: Sie sehen zuerst, was angelegt würde.',
  report: 'Was {1} anlegen würde',
  result: 'Was {1} angelegt hat',
  wouldBeMade: 'Würden angelegt',
  made: 'Angelegt',
  existing: 'Schon da',
  wrong: 'Falsch',
  existingHint: 'Ihre ID oder externe ID gibt es schon: Sie bleiben, wie sie sind.',
  notStored: 'Noch ist nichts gespeichert.',
  nothing: 'In der Datei ist niemand, der anzulegen wäre.',
  stored:
    'Jede dieser Personen ist vollständig gespeichert. Von einer falschen Zeile ist nichts ' +
    'gespeichert.',
  wrongCaption: 'Falsche Zeilen',
  madeCaption: 'Personen der Datei',
  line: 'Zeile',
  lineHint: 'Zeilen werden ab 1 gezählt, in einem JSON-Array die Personen.',
  reason: 'Warum',
  person: 'Person',
  schema: 'Schema',
  state: 'Zustand',
  firstOnes: 'Die ersten {1} sind zu sehen.',
  import: { one: '{1} Person importieren', other: '{1} Personen importieren' },
  leaveOut: { one: '{1} Zeile auslassen', other: '{1} Zeilen auslassen' },
  importRest: '{1}, {2}',
  another: 'Andere Datei',
  toPeople: 'Zu den Personen',
  noFile: 'Wählen Sie zuerst eine Datei.',
  empty: 'In dieser Datei ist niemand.',
  tooLarge: 'Die Datei ist größer als {1}.',
  tooMany: 'In der Datei sind mehr als {1} Personen.',
  tooManyPasswords: 'Mehr als {1} Personen der Datei haben ein Passwort, das noch kein Hash ist.',
  refused: 'Diese Datei ist für die Kommandozeile',
  refusedLead: 'Es ist nichts gespeichert. Benutzen Sie:',
}
