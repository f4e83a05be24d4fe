import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate: 'Het inloggen duurde te lang, of begon in een andere browser. Log opnieuw in.',
  consoleIncomplete: 'Dit adres is niet volledig. Open de console en log daar in.',
  noIdentity: 'Er is geen identiteit met deze ID.',
  noSessionHere: 'Er is geen sessie met deze ID.',
  noSessions: 'Deze identiteit heeft geen sessies.',
  impersonationOff:
    'Sessies van anderen kunnen hier niet worden geopend. pallas.impersonation.enabled in de ' +
    'configuratie staat het toe.',
  impersonationDisabled: 'Dit account is uitgeschakeld, dus niemand kan er een sessie van hebben.',
  impersonationOperator: 'Dit is het account van een beheerder.',
  impersonationReason:
    'Er is een reden van {least} tot {most} tekens nodig. De persoon kan die lezen.',
  tokenName: 'Een token heeft een naam van hoogstens {most} tekens nodig.',
  tokenExpired: 'Het token zou al verlopen zijn.',
  noToken: 'Er is geen token met deze ID.',
  lastAdminAccount:
    'Dit is het account van de laatste beheerder met de rol admin, en kan niet worden {what}. ' +
    'Geef de rol eerst aan iemand anders, of neem die van deze af.',
  lastAdmin: 'Dit is de laatste beheerder met de rol admin. Geef eerst iemand anders deze rol.',
  nobodyHasAddress: 'Niemand heeft dit adres. Geef de ID van een identiteit.',
  addressUnconfirmed: 'Dit adres is niet bevestigd. Is het de juiste persoon, geef dan de ID: {id}',
  noOperator: 'Er is geen beheerder met deze identiteit.',
  operatorNeeds: 'Dit is het account van een beheerder, waarvoor de rol {role} nodig is.',
  roleNeeded: 'Hiervoor is de rol {needed} nodig, en u hebt de rol {own}.',
  roleOfToken: 'Hiervoor is de rol {needed} nodig, en het token heeft de rol {own}.',
  noJob: 'Er is geen taak met deze ID.',
  nobodyNamed: 'Er is niemand genoemd.',
  mostPeople:
    'Er kunnen hoogstens {most} personen worden genoemd; een zoekopdracht heeft geen grens.',
  jobOver: 'De taak is voorbij: {state}.',
  jobLog: 'Het logboek van de server zegt waarom.',
  jobDefect: 'Het is mislukt; het logboek van de server geeft de reden.',
  noSchema: 'Er is geen identiteitsschema met deze ID.',
  noCredentialType: 'Van dit soort is er niets te verwijderen. Te verwijderen zijn: {types}.',
  lastWay:
    'Dit is de laatste manier waarop de identiteit kan inloggen. Die kan niet worden ' +
    'verwijderd.',
  noCredential: 'De identiteit heeft deze inlogmethode niet.',
  whichAccount:
    'De parameter identifier moet zeggen welk account bij welke aanbieder: aanbieder, dubbele ' +
    'punt, onderwerp.',
  searchValues:
    'Er kunnen hoogstens {most} waarden van kenmerken en metadata tegelijk worden gezocht.',
  searchTimes: 'Het tijdstip vanaf wanneer {field} telt moet voor het einde liggen.',
  searchLong: 'Dat is te veel tekst om op te zoeken.',
  searchWords: 'Er kunnen hoogstens {most} woorden tegelijk worden gezocht.',
  searchTrait:
    '{field} is geen kenmerk waarop kan worden gezocht. Een schema markeert die met {mark}. ' +
    'Bekend zijn: {known}.',
  searchPath: '{field} heeft een pad naar een waarde nodig, zoals {example}.',
  searchEmpty: '{field} heeft een tekst nodig om op te zoeken.',
  noCall: 'Deze aanroep staat niet in de uitbak.',
  callWaits: 'Deze aanroep moet nog worden gedaan.',
  noDeletion: 'Dit account wordt niet verwijderd.',
  noReset: 'Er wacht geen herstel van de tweede factoren van deze identiteit.',
  noSecondFactor: 'De identiteit heeft geen tweede factor ingesteld die kan worden verwijderd.',
  noSuchAddress: 'De identiteit heeft dit adres niet om te bevestigen.',
  noAddressLeft: 'Er is geen adres meer te bevestigen.',
  recoveryByOff: 'Herstellen met een {way} is uitgeschakeld.',
  recoveryDisabled: 'Het account is uitgeschakeld: niemand kan het herstellen.',
  recoveryNoAddress: 'Het account heeft geen adres om te herstellen.',
  noMessage: 'Er is geen bericht met deze ID.',
  notAbandoned: 'Het bericht is niet opgegeven maar {status}.',
  noMail: 'In het postvak is geen bericht met deze ID.',
  noEntry: 'Er is geen vermelding met deze ID.',
  noTrial: 'Er is geen proef met deze ID.',
  unknownHost:
    'Het beheer kent de hostnaam van dit verzoek niet; namen waaronder het wordt aangeroepen ' +
    'horen in pallas.admin.hosts.',
  otherSite: 'Het beheer beantwoordt geen verzoeken van andere websites.',
  tokenNeeded:
    'Het beheer vraagt om een token: Authorization: Bearer, en een uit pallas.admin.tokens of ' +
    'van pallas tokens add.',
  tokenWrong: 'Dit is geen token van het beheer, of het is verlopen.',
  providerAway: 'niet bereikbaar',
  providerStatus: 'antwoordt met {code}',
  providerSilent: 'geen antwoord binnen {seconds} seconden',
  databaseSilent: 'De database antwoordt niet.',
  databaseUnwritable: 'In de database kan niet worden geschreven.',
  ending: 'De server wordt afgesloten.',
  migrations: 'Er wachten migraties van de database: {names}. Voer {command} uit.',
  messageSealed: 'Het is verzegeld met een sleutel die er niet meer is.',
  messageAddress: 'Het adres bevat tekens die geen adres heeft.',
  messageSilent: 'De dienst heeft niet geantwoord.',
  messageStatus: 'De dienst heeft met status {code} geantwoord.',
  messageNoChannel: 'Er is geen kanaal voor tekstberichten ingesteld (courier.channels).',
  wentWrong: 'Er ging iets mis.',
  callNotMade: 'De aanroep kon niet worden gedaan.',
  callStatus: 'Het antwoord heeft status {code}.',
  callLate: 'Er kwam niet op tijd een antwoord.',
  callSilent: 'Er kwam geen antwoord.',
  callLong: 'Het antwoord is te lang.',
  lineUnreadable: 'De regel kan niet worden gelezen: {why}.',
  lineNotJson: 'De regel is geen JSON, of te diep genest.',
  lineNoObject: 'De regel moet een JSON-object zijn.',
  hashRefused: 'Het gehashte wachtwoord kan niet worden overgenomen: {why}.',
  keyRefused: 'De sleutel kan niet worden overgenomen: {why}.',
  appRefused:
    'De authenticator-app kan niet worden overgenomen: het adres moet otpauth://totp/… zijn, ' +
    'met een geheim in base32 van minstens 10 bytes en codes van een bekende soort.',
  codesRefused:
    'De reservecodes kunnen niet worden overgenomen: elk moet {least} tot {most} letters en ' +
    'cijfers hebben.',
  addressesRefused:
    'De adressen voor codes kunnen niet worden overgenomen: het zijn die van de kenmerken die ' +
    'het schema ervoor heeft.',
  fieldObject: '{field} moet een object zijn.',
  fieldUnknown: '{field} heeft een onbekende sleutel: {key}.',
  fieldTextOf: '{field} moet tekst van hoogstens {most} tekens zijn.',
  fieldText: '{field} moet tekst zijn.',
  fieldLong: '{field} is langer dan {most} tekens.',
  fieldBoolean: '{field} moet true of false zijn.',
  fieldNumber: '{field} moet een getal zijn.',
  fieldOneOf: '{field} moet een van deze zijn: {choices}.',
  fieldHasOne: '{field} moet een van deze hebben: {choices}.',
  fieldList: '{field} moet een lijst zijn.',
  fieldEntries: '{field} heeft meer dan {most} items.',
  fieldUuid: '{field} moet een UUID zijn.',
  fieldTime: '{field} moet een tijd volgens RFC 3339 zijn.',
  fieldMissing: '{field} ontbreekt.',
  databaseFile: 'Het bestand van de database kan niet worden geopend.',
  messagePrivate:
    'De mailserver staat in een privénetwerk, wat clients.smtp.disallow_private_ip_ranges ' +
    'verbiedt.',
  messageClosed: 'De verbinding is gesloten.',
  templateAddress: 'De sjabloon kan niet van het adres worden geladen.',
  templateLong: 'De sjabloon is te lang.',
  templateUnreadable: 'Het bestand van de sjabloon kan niet worden gelezen.',
  templateMissing: 'Het bestand van de sjabloon is er niet.',
  templateFolder: 'De map met sjablonen kan niet worden gelezen.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'haar bevestigen',
    extend: 'haar verlengen',
    console: 'bij de console inloggen',
    report: 'melden wat er is gebeurd',
    data: 'de gegevens van het account meenemen',
    credentials: 'inloggegevens of adressen wijzigen',
    delete: 'het account verwijderen',
    deleted: 'verwijderd',
    disabled: 'uitgeschakeld',
  },
  kind: {
    login: 'inloggen',
    registration: 'registreren',
    settings: 'instellingen',
    recovery: 'herstellen',
    verification: 'bevestigen',
  },
  subject: {
    identifier: 'De inlognaam',
    verifiable: 'Het te bevestigen adres',
    recovery: 'Het hersteladres',
    external: 'De externe ID',
    id: 'De ID',
  },
  state: {
    done: 'klaar',
    cancelled: 'geannuleerd',
    failed: 'mislukt',
  },
  status: {
    queued: 'in de wachtrij',
    processing: 'onderweg',
    sent: 'verzonden',
  },
  way: {
    code: 'code',
    link: 'link',
  },
  field: {
    body: 'De inhoud',
  },
  why: {
    hash: 'het is van geen bekende soort',
    cost: '{field} ({meaning}) is {value}, meer dan {most}',
    utf8: 'niet in UTF-8',
    endless: 'de lijst heeft geen einde',
    long: 'langer dan {most} bytes',
    handle: 'user_handle moet base64 van 1 tot 64 bytes zijn',
    twice: 'twee sleutels hebben dezelfde ID',
    id: 'de ID moet base64 zijn',
    count: 'sign_count moet een geheel getal van 32 bits zijn',
    key: 'public_key moet een COSE-sleutel van een bekend algoritme zijn, in base64',
  },
}
