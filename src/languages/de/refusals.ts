import type { RefusalTexts } from '../translation.ts'

export const refusals: RefusalTexts = {
  csrf: 'Das Cookie oder Token zum Schutz vor gefälschten Formularen fehlt oder passt nicht.',
  csrfToken: 'Das Token zum Schutz vor gefälschten Formularen fehlt oder passt nicht zum Cookie.',
  csrfCookie:
    'Das Cookie zum Schutz vor gefälschten Formularen fehlt; prüfen Sie, ob Cookies gesendet ' +
    'werden und die Domains übereinstimmen.',
  notVisible:
    'Das gibt es nicht, oder es gehört zu einem anderen Browser: Das Schutz-Cookie passt nicht ' +
    'dazu.',
  noRequest: 'Es gibt keine Anfrage mit dieser ID.',
  emptyLink: 'Die Adresse nennt weder eine Anfrage noch einen Link.',
  oldLink: 'Dieser Link führt nirgends mehr hin.',
  oldForm: 'Dieses Formular war zu lange offen. Bitte beginnen Sie neu.',
  secondFactorOnPages:
    'Dieses Konto hat einen zweiten Faktor, nach dem hier nicht gefragt werden kann. Bitte ' +
    'nutzen Sie die Seiten des Servers.',
  newTerms:
    'Es gibt neue Bedingungen, die hier nicht gezeigt werden können. Bitte melden Sie sich auf den ' +
    'Seiten des Servers an.',
  secondFactorSignIn:
    'Dieses Konto hat einen zweiten Faktor, nach dem hier nicht gefragt werden kann. Bitte ' +
    'melden Sie sich auf den Seiten des Servers an.',
  secondFactorOnLogin:
    'Dieses Konto hat einen zweiten Faktor. Nach ihm wird auf der Seite für Anmeldungen ' +
    'gefragt.',
  secondFactorMissing:
    'Dieses Konto hat einen zweiten Faktor, und diese Sitzung wurde ohne ihn begonnen.',
  secondFactorFirst:
    'Einen zweiten Faktor kann nur angeben, wer sich mit dem ersten angemeldet hat.',
  emailOnly: 'Adressen lassen sich nur per E-Mail bestätigen.',
  noButton: 'Der Knopf auf der Seite wurde nicht gedrückt.',
  foreignLink: 'Eine Seite einer anderen Website hat diesen Link gesendet.',
  unconfirmed:
    'Bitte bestätigen Sie Ihre Adresse, bevor Sie sich anmelden; eine Nachricht ist dorthin ' +
    'unterwegs.',
  noneConfirmed: 'Noch keine Adresse dieses Kontos ist bestätigt. Bitte bestätigen Sie erst eine.',
  signedIn: 'Es gibt schon eine Sitzung, dieser Vorgang ist also nicht nötig.',
  noSession: 'Mit dieser Anfrage kam kein gültiges Cookie oder Token einer Sitzung.',
  longAgo:
    'Die letzte Anmeldung liegt für diese Änderung zu lange zurück. Bitte melden Sie sich neu ' +
    'an.',
  longAgoConfirm:
    'Die letzte Anmeldung liegt für diese Änderung zu lange zurück. Bitte bestätigen Sie, dass ' +
    'Sie es sind.',
  longAgoData: 'Die Anmeldung liegt dafür zu lange zurück. Bitte melden Sie sich neu an.',
  support: 'Der Support hat diese Sitzung geöffnet und kann darin nicht {what}.',
  codeUsed:
    'Dieser Link wurde schon benutzt, oder seine Minute ist um. Bitte lassen Sie einen neuen ' +
    'erstellen.',
  notHappened: 'Unter dieser ID ist mit diesem Konto nichts geschehen, was gemeldet werden kann.',
  noSessionId: 'Das ist nicht die ID einer Sitzung.',
  ownSession:
    'Die Sitzung, die Sie gerade nutzen, lässt sich hier nicht beenden. Melden Sie sich ' +
    'stattdessen ab.',
  sessionOver: 'Diese Sitzung gibt es nicht, oder sie ist beendet.',
  incompleteLink: 'Dieser Link ist nicht vollständig.',
  noExports: 'Die Ausgabe persönlicher Daten ist ausgeschaltet.',
  whichSession: 'Das Formular sagt nicht, welche Sitzung beendet werden soll.',
  noForm: 'Hier werden die Felder eines Formulars erwartet.',
  oauthNone: 'Eine Anfrage eines OAuth2-Servers kam mit, aber es ist keiner eingerichtet.',
  oauthAnswer: 'Der OAuth2-Server hat nicht geantwortet, wie er sollte.',
  oauthFailed: 'Der OAuth2-Server konnte es nicht tun.',
  oauthUnknown: 'Der OAuth2-Server kennt diese Anfrage nicht oder hat sie schon erledigt.',
  oauthNowhere: 'Der OAuth2-Server hat nicht gesagt, wo es weitergeht.',
  oauthChallenge: 'Der Parameter login_challenge der Adresse ist leer oder zu lang.',
  appSealed:
    'Das Geheimnis dieser Authenticator-App lässt sich nicht lesen: Der Schlüssel, mit dem es ' +
    'versiegelt wurde, ist nicht mehr eingerichtet.',
  codesSealed:
    'Diese Ersatzcodes lassen sich nicht lesen: Der Schlüssel, mit dem sie versiegelt wurden, ' +
    'ist nicht mehr eingerichtet.',
  providerUntrusted: 'Der Antwort von {label} ist nicht zu trauen, deshalb wurde nichts getan.',
  providerMapper:
    '{label} kann so, wie es eingerichtet ist, nicht genutzt werden: Die Zuordnung ergibt keine ' +
    'Identität.',
  providerConfiguration: '{label} kann so, wie es eingerichtet ist, nicht genutzt werden.',
  providerNoCode: 'Der Anbieter hat keinen Code gesendet.',
  providerKeys:
    'Diese Anmeldung wurde mit Schlüsseln begonnen, die es nicht mehr gibt. Bitte beginnen Sie ' +
    'neu.',
  providerNoState: 'Der Anbieter hat keinen Zustand (state) gesendet.',
  providerState: 'Der Zustand (state) ist keiner von uns.',
  providerAnswer:
    'Diese Antwort gehört zu nichts, was von hier gefragt wurde, oder sie wurde schon benutzt. ' +
    'Bitte beginnen Sie neu.',
  providerOther: 'Die Antwort eines Anbieters kam an die Adresse eines anderen.',
  providersOff: 'Die Anmeldung bei Anbietern ist ausgeschaltet.',
  appExchange:
    'Die App, die das begonnen hat, hat nicht darum gebeten, die Sitzung zu bekommen. Sie muss ' +
    'ihren Vorgang mit return_session_token_exchange_code öffnen.',
  otherBrowser:
    'Diese Anmeldung wurde in einem anderen Browser begonnen, oder seine Cookies sind fort. ' +
    'Bitte beginnen Sie neu.',
  verificationNeeded:
    'Eine neue Adresse muss bestätigt werden, und Bestätigungen sind ausgeschaltet.',
  hookNotMade: 'Was an ein anderes System gesendet werden soll, ließ sich nicht zusammenstellen.',
  hookSilent: 'Ein anderes System, das hier mitentscheidet, hat nicht geantwortet.',
  hookAnswer: 'Ein anderes System, das hier mitentscheidet, hat nicht geantwortet, wie es sollte.',
  hookFailed: 'Ein Hook dieses Servers ist fehlgeschlagen.',
  hookAgainst: 'Ein anderes System hat etwas dagegen.',
  passwordElsewhere:
    'Das System, das dieses Passwort aufbewahrt, hat nicht geantwortet, wie es sollte. Bitte ' +
    'versuchen Sie es später noch einmal.',
  leavingOff: 'Konten lassen sich hier nicht selbst löschen.',
  leavingLongAgo:
    'Die Sitzung wurde vor zu langer Zeit bestätigt. Melden Sie sich neu an, um das Konto zu ' +
    'löschen.',
  leavingUnconfirmed: 'Die Löschung des Kontos muss bestätigt werden.',
  recoveryOff: 'Die Wiederherstellung ist ausgeschaltet.',
  verificationOff: 'Die Bestätigung von Adressen ist ausgeschaltet.',
  registrationOff: 'Die Registrierung ist ausgeschaltet.',
  methodOff: 'Diese Methode ist ausgeschaltet.',
  returnTo: 'Die Adresse in return_to steht nicht auf der Liste der erlaubten Adressen.',
  returnToUnreadable: 'Die Adresse in return_to lässt sich nicht lesen.',
  schemaUnknown: 'Dieses Identitätsschema gibt es nicht, oder es lässt sich nicht wählen.',
  schemaOfFlowGone: 'Das Identitätsschema dieses Vorgangs ist nicht mehr eingerichtet.',
  schemaOfAccountGone: 'Das Identitätsschema dieses Kontos ist nicht mehr eingerichtet.',
  noFlow: 'Diesen Vorgang gibt es nicht ({kind}).',
  noFlowId: 'Der Parameter flow der Adresse fehlt oder ist nicht die ID eines Vorgangs.',
  expired: 'Dieser Vorgang ist abgelaufen. Bitte beginnen Sie einen neuen.',
  changeOver:
    'Die Adresse lässt sich nicht mehr ändern. Bitte beginnen Sie in den Einstellungen neu.',
  noTokenOfMessage: 'In der Adresse fehlt das Token oder der Code aus der Nachricht.',
  noTokenOfRecovery: 'In der Adresse fehlt das Token des Links zur Wiederherstellung.',
  noIdOfFlow: 'In der Adresse fehlt die ID des Vorgangs.',
  othersFlow: 'Dieser Vorgang gehört jemand anderem. Bitte beginnen Sie einen eigenen.',
  accountChanged: 'Das Konto ist nicht mehr, wie es war, als diese Anfrage kam.',
  accountGone: 'Das Konto dieses Vorgangs gibt es nicht mehr.',
  logoutNone: 'Es gibt keine Sitzung, von der Sie sich abmelden können.',
  logoutNoToken: 'Der Parameter token der Adresse fehlt.',
  logoutOther: 'Dieses Token wurde für eine andere Sitzung erstellt.',
  viaUnknown:
    'Der Parameter via der Adresse muss ein Merkmal nennen, in dem diese Person eine Adresse ' +
    'hat.',
  levelUnknown: 'Die verlangte Stufe der Sicherheit ist nicht bekannt; es gibt aal1 und aal2.',
  manySignIns: 'Im Moment melden sich zu viele Leute an. Bitte versuchen Sie es noch einmal.',
  longPassword: 'Ein Passwort kann höchstens {most} Bytes haben.',
  fetchedAhead: 'Diese Adresse soll die Person selbst öffnen; im Voraus wird sie nicht geladen.',
  tooLate:
    'Das hat länger gedauert, als es darf; es wurde abgebrochen und nichts gespeichert. Bitte ' +
    'versuchen Sie es noch einmal.',
  bodyLarge: 'Die Anfrage ist größer als {size} kB.',
  bodyType: 'Diese Art von Inhalt wird nicht verstanden.',
  bodyHeaders: 'Der Inhalt der Anfrage passt nicht zu ihren Kopfzeilen.',
  bodyEnded: 'Die Verbindung endete vor der Anfrage.',
  bodyNested: 'Der Inhalt der Anfrage ist zu tief verschachtelt.',
  bodyOther: 'Der Inhalt der Anfrage ist nicht, was seine Art besagt.',
  addressUnreadable: 'Die Adresse lässt sich nicht lesen.',
  databaseAway: 'Die Datenbank ist im Moment nicht erreichbar.',
  databaseClosed: 'Die Datenbank ist geschlossen.',
  databaseUnusable: 'Die Datenbank lässt sich im Moment nicht nutzen.',
  databaseBusy: 'Die Datenbank ist im Moment überlastet.',
  databaseMigrating: 'Ein anderer Prozess migriert gerade diese Datenbank.',
  unexpected: 'Ein unerwarteter Fehler steht im Protokoll des Servers.',
  example: 'Das ist ein Beispiel für einen Fehler, für alle, die eine Fehlerseite bauen.',
  conflict: '{subject} gehört schon zu einer anderen Identität.',
  nothingStored: '{reason} Nichts wurde gespeichert.',
  stale: 'Jemand anderes hat es im selben Moment geändert. Bitte versuchen Sie es noch einmal.',
  status400: 'Die Anfrage ist nicht zu verstehen oder nicht erlaubt.',
  status401: 'Die Anfrage braucht jemanden, der angemeldet ist.',
  status403: 'Das ist nicht erlaubt.',
  status404: 'Unter diesem Namen gibt es hier nichts.',
  status409: 'Es steht etwas im Weg, das es schon gibt.',
  status410: 'Es war hier und ist es nicht mehr.',
  status413: 'Die Anfrage ist zu groß.',
  status415: 'Diese Art von Inhalt wird nicht unterstützt.',
  status429: 'Es gab zu viele Anfragen dieser Art.',
  status500: 'Der Server konnte es nicht tun.',
  status502: 'Ein anderer Server, den dieser fragen muss, hat nicht geantwortet, wie er sollte.',
  status503: 'Der Server kann es gerade nicht tun. Bitte versuchen Sie es noch einmal.',
  fromApp:
    'Das wurde in einer App begonnen. Bitte machen Sie dort weiter, oder beginnen Sie hier neu. ' +
    '(Ein Vorgang für Apps nimmt keine Kopfzeile {header}, wie Browser sie senden.)',
  providerAnswerFailed: 'Der Anbieter hat nicht geantwortet, wie er sollte.',
  formUuid: 'Das ist keine UUID.',
  formIpv4: 'Das ist keine IPv4-Adresse.',
  formIpv6: 'Das ist keine IPv6-Adresse.',
  formHost: 'Das ist kein Name eines Hosts.',
  formNothing: 'Hier darf nichts ausgefüllt werden.',
  formUnknown: 'Ein Feld mit diesem Namen gibt es nicht: {fields}.',
  formEntry: 'Ein Eintrag, der hier stehen muss, fehlt, oder es gibt zu viele davon.',
  formName: 'Ein Name ist hier nicht erlaubt.',
  formLess: 'Hier muss weniger ausgefüllt werden.',
  formMany: 'Das passt auf mehr als eines von dem, was es sein kann.',
  formFormat: 'Das ist kein Wert der Form {format}.',
  formValues: 'Das hat mehr als {most} Werte.',
  formIdentifiers: 'Ein Konto kann höchstens {most} Adressen oder Anmeldenamen haben.',
  formNumber: 'Diese Zahl ist zu groß.',
  formNested: 'Das ist zu tief verschachtelt.',
  formNull: 'Das enthält ein Nullzeichen.',
  formHalf: 'Das enthält ein halbes Zeichen.',
  formOneText: 'Das Formular hat einen einzigen Text für alles in {fields}.',
  noKey: 'Diesen Schlüssel gibt es nicht.',
  noStep: 'Diesen Schritt gibt es nicht.',
  noProvider: 'Diesen Anbieter gibt es nicht.',
  providerBrowser: 'Ein Konto bei einem Anbieter lässt sich nur in einem Browser verbinden.',
  providerNotThere: 'Sie sind mit diesem Anbieter nicht verbunden.',
  providerThere: 'Sie sind mit diesem Anbieter schon verbunden.',
  providerNobody:
    'Zu Ihrem Konto bei {label} gehört hier keines, und im Moment kann sich niemand ' +
    'registrieren.',
  providerStranger:
    '{label} kennt Sie unter einem Konto, das nicht mit dem verbunden ist, bei dem Sie ' +
    'angemeldet sind.',
  providerTold:
    '{label} konnte uns nicht sagen, wer Sie sind. Bitte versuchen Sie es später noch einmal ' +
    'oder auf andere Weise.',
  deactivated: 'Dieses Konto ist gesperrt.',
}
