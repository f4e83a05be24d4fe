import type { RefusalTexts } from '../translation.ts'

export const refusals: RefusalTexts = {
  csrf: 'Het cookie of token tegen vervalste formulieren ontbreekt of klopt niet.',
  csrfToken: 'Het token tegen vervalste formulieren ontbreekt of hoort niet bij het cookie.',
  csrfCookie:
    'Het cookie tegen vervalste formulieren ontbreekt; controleer of cookies worden verstuurd ' +
    'en of de domeinen overeenkomen.',
  notVisible:
    'Dit bestaat niet, of het hoort bij een andere browser: het beschermende cookie past er ' +
    'niet bij.',
  noRequest: 'Er is geen verzoek met deze ID.',
  emptyLink: 'Het adres noemt geen verzoek en geen link.',
  oldLink: 'Deze link leidt nergens meer heen.',
  oldForm: 'Dit formulier stond te lang open. Begin opnieuw.',
  secondFactorOnPages:
    'Dit account heeft een tweede factor, waar hier niet om kan worden gevraagd. Gebruik de ' +
    'pagina’s van de server.',
  newTerms:
    'Er zijn nieuwe voorwaarden, die hier niet getoond kunnen worden. Meld u aan op de pagina’s van de server.',
  secondFactorSignIn:
    'Dit account heeft een tweede factor, waar hier niet om kan worden gevraagd. Log in op de ' +
    'pagina’s van de server.',
  secondFactorOnLogin:
    'Dit account heeft een tweede factor. Op de inlogpagina wordt ernaar gevraagd.',
  secondFactorMissing:
    'Dit account heeft een tweede factor, en deze sessie is zonder die factor geopend.',
  secondFactorFirst:
    'Een tweede factor kan alleen worden gegeven door wie met de eerste is ingelogd.',
  emailOnly: 'Adressen kunnen alleen per e-mail worden bevestigd.',
  noButton: 'De knop op de pagina is niet ingedrukt.',
  foreignLink: 'Een pagina van een andere site heeft deze link verstuurd.',
  unconfirmed: 'Bevestig uw adres voordat u inlogt; er is een bericht naar onderweg.',
  noneConfirmed: 'Nog geen adres van dit account is bevestigd. Bevestig er eerst een.',
  signedIn: 'Er is al een sessie, dus dit is niet nodig.',
  noSession: 'Bij dit verzoek kwam geen geldig cookie of token van een sessie.',
  longAgo: 'De laatste keer inloggen is te lang geleden voor deze wijziging. Log opnieuw in.',
  longAgoConfirm:
    'De laatste keer inloggen is te lang geleden voor deze wijziging. Bevestig dat u het bent.',
  longAgoData: 'Het inloggen is hiervoor te lang geleden. Log opnieuw in.',
  support: 'De helpdesk heeft deze sessie geopend en kan daarin niet {what}.',
  codeUsed: 'Deze link is al gebruikt, of de minuut is voorbij. Laat een nieuwe maken.',
  notHappened: 'Onder deze ID is met dit account niets gebeurd dat kan worden gemeld.',
  noSessionId: 'Dit is niet de ID van een sessie.',
  ownSession:
    'De sessie die u gebruikt kan hier niet worden ingetrokken. Log in plaats daarvan uit.',
  sessionOver: 'Deze sessie bestaat niet, of is voorbij.',
  incompleteLink: 'Deze link is niet volledig.',
  noExports: 'Het exporteren van persoonsgegevens is uitgeschakeld.',
  whichSession: 'Het formulier zegt niet welke sessie moet worden beëindigd.',
  noForm: 'Hier worden de velden van een formulier verwacht.',
  oauthNone: 'Er kwam een OAuth2-verzoek mee, maar er is geen OAuth2-server ingesteld.',
  oauthAnswer: 'De OAuth2-server heeft niet geantwoord zoals het hoort.',
  oauthFailed: 'De OAuth2-server kon het niet doen.',
  oauthUnknown: 'De OAuth2-server kent dit verzoek niet, of is ermee klaar.',
  oauthNowhere: 'De OAuth2-server heeft niet gezegd waar het verdergaat.',
  oauthChallenge: 'De parameter login_challenge is leeg of te lang.',
  appSealed:
    'Het geheim van deze authenticator-app kan niet worden gelezen: de sleutel waarmee het is ' +
    'verzegeld is niet meer ingesteld.',
  codesSealed:
    'Deze reservecodes kunnen niet worden gelezen: de sleutel waarmee ze zijn verzegeld is niet ' +
    'meer ingesteld.',
  providerUntrusted: 'Het antwoord van {label} is niet te vertrouwen, dus er is niets gedaan.',
  providerMapper:
    '{label} kan zoals het is ingesteld niet worden gebruikt: de omzetting levert geen ' +
    'identiteit op.',
  providerConfiguration: '{label} kan zoals het is ingesteld niet worden gebruikt.',
  providerNoCode: 'De aanbieder heeft geen code gestuurd.',
  providerKeys: 'Dit inloggen is begonnen met sleutels die er niet meer zijn. Begin opnieuw.',
  providerNoState: 'De aanbieder heeft geen toestand (state) gestuurd.',
  providerState: 'Deze toestand (state) is niet van ons.',
  providerAnswer:
    'Dit antwoord hoort bij niets dat hier is gevraagd, of is al gebruikt. Begin opnieuw.',
  providerOther: 'Het antwoord van de ene aanbieder kwam op het adres van een andere.',
  providersOff: 'Inloggen bij aanbieders is uitgeschakeld.',
  appExchange:
    'De app die dit begon heeft niet gevraagd om de sessie te krijgen. Die moet beginnen met ' +
    'return_session_token_exchange_code.',
  otherBrowser:
    'Dit inloggen is in een andere browser begonnen, of de cookies zijn weg. Begin opnieuw.',
  verificationNeeded: 'Een nieuw adres moet worden bevestigd, en bevestigen is uitgeschakeld.',
  hookNotMade: 'Wat naar een ander systeem moet, kon niet worden samengesteld.',
  hookSilent: 'Een ander systeem dat hierover meebeslist heeft niet geantwoord.',
  hookAnswer: 'Een ander systeem dat hierover meebeslist heeft niet geantwoord zoals het hoort.',
  hookFailed: 'Een hook van deze server is mislukt.',
  hookAgainst: 'Een ander systeem heeft er iets tegen.',
  passwordElsewhere:
    'Het systeem dat dit wachtwoord bewaart heeft niet geantwoord zoals het hoort. Probeer het ' +
    'later opnieuw.',
  leavingOff: 'Hier kunnen mensen hun account niet zelf verwijderen.',
  leavingLongAgo:
    'De sessie is te lang geleden bevestigd. Log opnieuw in om het account te verwijderen.',
  leavingUnconfirmed: 'Het verwijderen van het account moet worden bevestigd.',
  recoveryOff: 'Herstellen is uitgeschakeld.',
  verificationOff: 'Adressen bevestigen is uitgeschakeld.',
  registrationOff: 'Registreren is uitgeschakeld.',
  methodOff: 'Deze methode is uitgeschakeld.',
  returnTo: 'Het adres in return_to staat niet op de lijst van toegestane adressen.',
  returnToUnreadable: 'Het adres in return_to kan niet worden gelezen.',
  schemaUnknown: 'Dit identiteitsschema bestaat niet of kan niet worden gekozen.',
  schemaOfFlowGone: 'Het identiteitsschema van dit proces is niet meer ingesteld.',
  schemaOfAccountGone: 'Het identiteitsschema van dit account is niet meer ingesteld.',
  noFlow: 'Dit proces bestaat niet ({kind}).',
  noFlowId: 'De parameter flow ontbreekt of is niet de ID van een proces.',
  expired: 'Dit proces is verlopen. Begin een nieuw.',
  changeOver: 'Het adres kan niet meer worden gewijzigd. Begin opnieuw in de instellingen.',
  noTokenOfMessage: 'In het adres ontbreekt het token of de code uit het bericht.',
  noTokenOfRecovery: 'In het adres ontbreekt het token van de herstellink.',
  noIdOfFlow: 'In het adres ontbreekt de ID van het proces.',
  othersFlow: 'Dit proces is van iemand anders. Begin een eigen proces.',
  accountChanged: 'Het account is niet meer zoals het was toen dit verzoek binnenkwam.',
  accountGone: 'Het account van dit proces bestaat niet meer.',
  logoutNone: 'Er is geen sessie om uit te loggen.',
  logoutNoToken: 'De parameter token ontbreekt.',
  logoutOther: 'Dit token is voor een andere sessie gemaakt.',
  viaUnknown: 'De parameter via moet een kenmerk noemen waarin deze persoon een adres heeft.',
  levelUnknown: 'Het gevraagde zekerheidsniveau is niet bekend; aal1 en aal2 bestaan.',
  manySignIns: 'Op dit moment loggen te veel mensen in. Probeer het opnieuw.',
  longPassword: 'Een wachtwoord kan hoogstens {most} bytes hebben.',
  fetchedAhead: 'Dit adres moet door de persoon zelf worden geopend, niet vooraf worden opgehaald.',
  tooLate:
    'Dit duurde langer dan mag; het is afgebroken en er is niets opgeslagen. Probeer het ' +
    'opnieuw.',
  bodyLarge: 'De inhoud is groter dan {size} kB.',
  bodyType: 'Dit soort inhoud wordt niet begrepen.',
  bodyHeaders: 'De inhoud past niet bij de headers.',
  bodyEnded: 'De verbinding eindigde voordat het verzoek compleet was.',
  bodyNested: 'De inhoud is te diep genest.',
  bodyOther: 'De inhoud is niet wat het type zegt.',
  addressUnreadable: 'Het adres kan niet worden gelezen.',
  databaseAway: 'De database is op dit moment niet bereikbaar.',
  databaseClosed: 'De database is gesloten.',
  databaseUnusable: 'De database kan op dit moment niet worden gebruikt.',
  databaseBusy: 'De database is op dit moment te druk.',
  databaseMigrating: 'Een ander proces migreert deze database.',
  unexpected: 'Een onverwacht probleem staat in het logboek van de server.',
  example: 'Dit is een voorbeeld van een fout, voor wie een foutpagina maakt.',
  conflict: '{subject} hoort al bij een andere identiteit.',
  nothingStored: '{reason} Er is niets opgeslagen.',
  stale: 'Iemand anders heeft het op hetzelfde moment gewijzigd. Probeer het opnieuw.',
  status400: 'Het verzoek is niet te begrijpen of niet toegestaan.',
  status401: 'Voor het verzoek moet iemand zijn ingelogd.',
  status403: 'Dit is niet toegestaan.',
  status404: 'Hier is niets met die naam.',
  status409: 'Het zit iets in de weg dat al bestaat.',
  status410: 'Het was hier en is er niet meer.',
  status413: 'Het verzoek is te groot.',
  status415: 'Dit soort inhoud wordt niet ondersteund.',
  status429: 'Er waren te veel verzoeken van deze soort.',
  status500: 'De server kon het niet doen.',
  status502:
    'Een andere server, waaraan deze het moet vragen, heeft niet geantwoord zoals het hoort.',
  status503: 'De server kan het nu even niet doen. Probeer het opnieuw.',
  fromApp:
    'Dit is in een app begonnen. Ga daar verder, of begin hier opnieuw. (Een proces voor apps ' +
    'neemt geen header {header}, die browsers sturen.)',
  providerAnswerFailed: 'De aanbieder heeft niet geantwoord zoals het hoort.',
  formUuid: 'Dit is geen UUID.',
  formIpv4: 'Dit is geen IPv4-adres.',
  formIpv6: 'Dit is geen IPv6-adres.',
  formHost: 'Dit is geen naam van een host.',
  formNothing: 'Hier mag niets worden ingevuld.',
  formUnknown: 'Er is geen veld met deze naam: {fields}.',
  formEntry: 'Een vermelding die hier moet staan ontbreekt, of er zijn er te veel van.',
  formName: 'Een naam is hier niet toegestaan.',
  formLess: 'Hier moet minder worden ingevuld.',
  formMany: 'Dit past bij meer dan een van de mogelijkheden.',
  formFormat: 'Dit is geen waarde van de vorm {format}.',
  formValues: 'Dit heeft meer dan {most} waarden.',
  formIdentifiers: 'Een account kan hoogstens {most} adressen of inlognamen hebben.',
  formNumber: 'Dit getal is te groot.',
  formNested: 'Dit is te diep genest.',
  formNull: 'Dit bevat een nulteken.',
  formHalf: 'Dit bevat een half teken.',
  formOneText: 'Het formulier heeft één tekst voor alles in {fields}.',
  noKey: 'Deze sleutel bestaat niet.',
  noStep: 'Deze stap bestaat niet.',
  noProvider: 'Deze aanbieder bestaat niet.',
  providerBrowser: 'Een account bij een aanbieder kan alleen in een browser worden gekoppeld.',
  providerNotThere: 'U bent niet met deze aanbieder gekoppeld.',
  providerThere: 'U bent al met deze aanbieder gekoppeld.',
  providerNobody:
    'Hier is geen account dat bij dat van u bij {label} hoort, en op dit moment kan niemand ' +
    'zich registreren.',
  providerStranger:
    '{label} kent u met een account dat niet is gekoppeld aan dat waarmee u bent ingelogd.',
  providerTold:
    '{label} kon ons niet zeggen wie u bent. Probeer het later opnieuw, of op een andere ' +
    'manier.',
  deactivated: 'Dit account is uitgeschakeld.',
}
