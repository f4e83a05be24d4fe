// Nederlands: de pagina’s over personen.
import type { ConsoleTexts } from '../areas.ts'
import { sayIn } from '../say.ts'

const { counted, number, megabytes } = sayIn('nl')

export const people: ConsoleTexts['people'] = {
  columns: 'Kolommen',
  columnNames: {
    state: 'Status',
    schema: 'Schema',
    identifier: 'Logt in als',
    external_id: 'Externe id',
    organization: 'Organisatie',
    id: 'Id',
    last_sign_in: 'Laatst ingelogd',
    created: 'Gemaakt',
    updated: 'Gewijzigd',
  },
  sortBy: (column) => `Sorteren op ‘${column}’`,
  choose: (name) => `${name} selecteren`,
  many: 'Met velen doen',
  action: 'Actie',
  who: 'Met wie',
  chosen: 'Wie hierboven zijn geselecteerd',
  all: (count) => (count === undefined ? 'Alle gevonden' : `Alle gevonden: ${count}`),
  everybody: (count) => (count === undefined ? 'Iedereen' : `Iedereen: ${count}`),
  next: 'Doorgaan…',
  export: 'Exporteren',
  format: 'Formaat',
  formats: { jsonl: 'JSON-regels', csv: 'CSV' },
}

export const person: ConsoleTexts['person'] = {
  leavesOn: 'Het account wordt verwijderd op',
  keepAccount: 'Account behouden',
  leave: 'Na de termijn verwijderen',
  tabs: 'Persoon',
  profile: 'Profiel',
  signIn: 'Inloggen',
  sessions: 'Sessies',
  activity: 'Activiteit',
  json: 'JSON',
  id: 'Id',
  externalId: 'Externe id',
  organization: 'Organisatie',
  created: 'Gemaakt',
  updated: 'Gewijzigd',
  stateSince: 'sinds',
  traits: 'Eigenschappen',
  save: 'Opslaan',
  noSchema:
    'Het schema van deze persoon is niet meer geconfigureerd. Eigenschappen kunnen niet worden gewijzigd.',
  consents: 'Voorwaarden en toestemmingen',
  consentsLead: 'Wat de persoon heeft geaccepteerd of ingetrokken, het nieuwste eerst.',
  accepted: 'Geaccepteerd',
  takenBack: 'Ingetrokken',
  versionOf: (version: string) => `Versie ${version}`,
  addresses: 'Adressen',
  addressesLead: 'Ze volgen uit de eigenschappen.',
  noAddresses: 'De eigenschappen hebben geen adres dat te bevestigen is of voor herstel dient.',
  address: 'Adres',
  verified: 'Bevestigd',
  unverified: 'Niet bevestigd',
  recovery: 'Voor herstel',
  verify: 'Als bevestigd rekenen',
  unverify: 'Als niet bevestigd rekenen',
  send: 'Bevestiging verzenden',
  messages: 'Berichten',
  state: 'Account',
  disable: 'Uitschakelen',
  disableLead:
    'Een uitgeschakeld account blijft zoals het is, maar niemand kan inloggen en de sessies rusten.',
  enable: 'Inschakelen',
  delete: 'Verwijderen',
  deleteLead: 'Verwijdert het account met inlogmethoden, sessies en processen, voorgoed.',
  deleteTitle: (name) => `${name} verwijderen?`,
  deleteFacts:
    'Wat verwijderd is, kan niet worden hersteld. Schakel het account uit om iemand buiten te houden.',
  deleteButton: 'Voorgoed verwijderen',
  keep: 'Account behouden',
  methods: 'Inlogmethoden',
  noMethods: 'Er is nog geen manier om met dit account in te loggen.',
  method: 'Methode',
  identifiers: 'Inlognamen',
  since: 'Sinds',
  unset: 'Niet ingesteld',
  remove: 'Verwijderen',
  recover: 'Herstel',
  recoverLead:
    'Laat de persoon zonder bericht binnen. Geef het niemand anders: het opent het account.',
  makeCode: 'Code maken',
  makeLink: 'Link maken',
  codeTitle: 'Herstelcode',
  linkTitle: 'Herstellink',
  shownOnce: 'Wordt alleen nu getoond. Werkt één keer en vervangt geen andere.',
  code: 'Code',
  link: 'Link',
  codePage: 'In te vullen op',
  expires: 'Geldig tot',
  backToPerson: 'Terug naar de persoon',
  support: {
    title: 'Zien wat deze persoon ziet',
    lead:
      'Opent voor enkele minuten een sessie van deze persoon, waarin inloggegevens en adressen niet kunnen ' +
      'worden gewijzigd. De persoon kan zien dat ze open was, en waarom.',
    reason: 'Reden',
    make: 'Link maken',
    shownOnce:
      'Werkt één keer, binnen een minuut. Open hem in een privévenster om zelf ingelogd te blijven.',
  },
  factors: 'Tweede factoren',
  noFactors: 'Er is geen tweede factor ingesteld.',
  hasFactors: 'Er zijn tweede factoren ingesteld.',
  factorsLead:
    'Voor wie ze kwijt is. De persoon krijgt bericht en kan het tegenhouden tot het zover is.',
  reset: 'Tweede factoren resetten',
  resetDue: 'Er wacht een reset. Die wordt uitgevoerd',
  cancelReset: 'Reset annuleren',
  devices: 'Onthouden apparaten',
  noDevices: 'Er wordt geen apparaat onthouden.',
  forget: 'Alle apparaten vergeten',
  device: 'Apparaat',
  endAll: 'Alle sessies beëindigen',
  noSessions: 'Geen sessies',
  noSessionsHint: 'Ze beginnen wanneer de persoon inlogt.',
  methodNames: {
    password: 'Wachtwoord',
    code: 'Code per bericht',
    totp: 'Authenticator-app',
    lookup_secret: 'Reservecodes',
    webauthn: 'Beveiligingssleutels',
    passkey: 'Passkeys',
    oidc: 'Inloggen via aanbieder',
    saml: 'SAML',
    profile: 'Profiel',
    link_recovery: 'Herstellink',
    code_recovery: 'Herstelcode',
  },
}

export const activity: ConsoleTexts['activity'] = {
  show: 'Tonen',
  shows: { all: 'Alles', about: 'Met de persoon gedaan', by: 'Door de persoon gedaan' },
  none: 'Geen regels',
  noneHint: 'Hier verschijnt wat het account, inloggegevens of een sessie van de persoon wijzigt.',
  trail: 'In het auditlogboek',
}

export const personMessages: ConsoleTexts['personMessages'] = {
  lead: 'Berichten aan de adressen die het account nu heeft:',
  noAddresses: 'Het account heeft geen adres waaraan berichten worden verzonden.',
  none: 'Geen berichten',
  noneHint:
    'Berichten aan de persoon verschijnen wanneer processen codes, links en meldingen verzenden.',
}

export const newPerson: ConsoleTexts['newPerson'] = {
  title: 'Nieuwe persoon',
  schema: 'Schema',
  chooseSchema: 'Formulier tonen',
  traits: 'Eigenschappen',
  account: 'Account',
  password: 'Wachtwoord',
  passwordHint: 'Niet verplicht. Beter kiest de persoon er zelf een: nodig die uit.',
  state: 'Status',
  verified: 'De adressen gelden als bevestigd',
  invite: 'Hoe de persoon binnenkomt',
  inviteHint:
    'Met een link of code komt de persoon bij de instellingen en kiest een manier om in te loggen.',
  invites: {
    none: 'Zonder bericht: met het wachtwoord, of later',
    send: 'Met een herstellink die naar het eerste adres gaat',
    link: 'Met een herstellink die u één keer te zien krijgt',
    code: 'Met een herstelcode die u één keer te zien krijgt',
  },
  create: 'Maken',
  notInvited: 'Het account is gemaakt, en niemand heeft bericht gekregen',
  notInvitedLead: 'De uitnodiging kon niet worden gemaakt:',
  toPerson: 'Naar de persoon',
  done: {
    created: 'Het account is gemaakt.',
    invited: 'Het account is gemaakt, en een link is naar de persoon onderweg.',
  },
}

export const imports: ConsoleTexts['imports'] = {
  title: 'Personen importeren',
  lead:
    'Een bestand zoals pallas identities import het leest: JSON-regels, een JSON-array, of CSV waarvan de ' +
    'eerste rij de kolommen met hun paden noemt, zoals traits.email en schema_id.',
  limits: (people, bytes, passwords) =>
    `Tot ${number(people)} personen in ${megabytes(bytes)}, van wie tot ${number(passwords)} met een ` +
    'wachtwoord dat nog geen hash is. Gebruik voor meer de opdrachtregel:',
  command: (file) => `pallas identities import -c kratos.yml ${file}`,
  file: 'Bestand',
  check: 'Bestand controleren',
  checkHint: 'Hierdoor wordt niets opgeslagen: u ziet eerst wat er gemaakt zou worden.',
  report: (name) => `Wat ${name} zou maken`,
  result: (name) => `Wat ${name} heeft gemaakt`,
  wouldBeMade: 'Zouden worden gemaakt',
  made: 'Gemaakt',
  existing: 'Bestaan al',
  wrong: 'Fout',
  existingHint: 'Hun id of externe id bestaat al: ze blijven zoals ze zijn.',
  notStored: 'Er is nog niets opgeslagen.',
  nothing: 'Er is niemand in het bestand om te maken.',
  stored:
    'Elk van deze personen is volledig opgeslagen. Van een regel met fouten wordt niets opgeslagen.',
  wrongCaption: 'Regels met fouten',
  madeCaption: 'Personen van het bestand',
  line: 'Regel',
  lineHint: 'Regels worden vanaf 1 geteld; in een JSON-array de personen.',
  reason: 'Waarom',
  person: 'Persoon',
  schema: 'Schema',
  state: 'Status',
  firstOnes: (count) => `De eerste ${number(count)} worden getoond.`,
  import: (count, wrong) =>
    counted(count, { one: '# persoon importeren', other: '# personen importeren' }) +
    (wrong === 0
      ? ''
      : counted(wrong, { one: ', # regel weglaten', other: ', # regels weglaten' })),
  another: 'Ander bestand',
  toPeople: 'Naar de personen',
  noFile: 'Kies eerst een bestand.',
  empty: 'In dit bestand is niemand.',
  tooLarge: (bytes) => `Het bestand is groter dan ${megabytes(bytes)}.`,
  tooMany: (people) => `Het bestand bevat meer dan ${number(people)} personen.`,
  tooManyPasswords: (count) =>
    `Meer dan ${number(count)} personen van het bestand hebben een wachtwoord dat nog geen hash is.`,
  refused: 'Dit bestand is voor de opdrachtregel',
  refusedLead: 'Er is niets opgeslagen. Gebruik:',
}
