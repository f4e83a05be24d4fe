import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate:
    'Die Anmeldung hat zu lange gedauert oder begann in einem anderen Browser. Melden Sie sich ' +
    'neu an.',
  consoleIncomplete:
    'Diese Adresse ist nicht vollständig. Öffnen Sie die Konsole, und melden Sie sich von dort ' +
    'an.',
  noIdentity: 'Es gibt keine Identität mit dieser ID.',
  noSessionHere: 'Es gibt keine Sitzung mit dieser ID.',
  noSessions: 'Diese Identität hat keine Sitzungen.',
  impersonationOff:
    'Sitzungen anderer Personen lassen sich hier nicht öffnen. pallas.impersonation.enabled in ' +
    'der Konfiguration erlaubt es.',
  impersonationDisabled: 'Dieses Konto ist gesperrt, also kann niemand eine Sitzung davon haben.',
  impersonationOperator: 'Das ist das Konto eines Operators.',
  impersonationReason:
    'Nötig ist eine Begründung von {least} bis {most} Zeichen. Die Person kann sie lesen.',
  tokenName: 'Ein Token braucht einen Namen von höchstens {most} Zeichen.',
  tokenExpired: 'Das Token wäre schon abgelaufen.',
  noToken: 'Es gibt kein Token mit dieser ID.',
  lastAdminAccount:
    'Das ist das Konto des letzten Operators mit der Rolle admin; es kann nicht {what} werden. ' +
    'Geben Sie erst jemand anderem die Rolle, oder nehmen Sie sie diesem.',
  lastAdmin:
    'Das ist der letzte Operator mit der Rolle admin. Geben Sie vorher jemand anderem diese ' +
    'Rolle.',
  nobodyHasAddress: 'Niemand hat diese Adresse. Geben Sie die ID einer Identität an.',
  addressUnconfirmed:
    'Diese Adresse ist nicht bestätigt. Ist es die richtige Person, geben Sie die ID an: {id}',
  noOperator: 'Es gibt keinen Operator mit dieser Identität.',
  operatorNeeds: 'Das ist das Konto eines Operators; dafür ist die Rolle {role} nötig.',
  roleNeeded: 'Dafür ist die Rolle {needed} nötig; Sie haben die Rolle {own}.',
  roleOfToken: 'Dafür ist die Rolle {needed} nötig; das Token hat die Rolle {own}.',
  noJob: 'Es gibt keinen Auftrag mit dieser ID.',
  nobodyNamed: 'Niemand ist genannt.',
  mostPeople: 'Höchstens {most} Personen lassen sich nennen; eine Suche hat keine Grenze.',
  jobOver: 'Der Auftrag ist vorbei: {state}.',
  jobLog: 'Das Protokoll des Servers sagt, warum.',
  jobDefect: 'Es schlug fehl; den Grund nennt das Protokoll des Servers.',
  noSchema: 'Es gibt kein Identitätsschema mit dieser ID.',
  noCredentialType: 'Von dieser Art gibt es nichts zu entfernen. Entfernen lassen sich {types}.',
  lastWay:
    'Das ist der letzte Weg, auf dem sich die Identität anmelden kann. Er lässt sich nicht ' +
    'entfernen.',
  noCredential: 'Die Identität hat keine solche Anmeldemethode.',
  whichAccount:
    'Der Parameter identifier der Adresse muss sagen, welches Konto bei welchem Anbieter: ' +
    'Anbieter, Doppelpunkt, Kennung.',
  searchValues: 'Höchstens {most} Werte von Merkmalen und Metadaten lassen sich auf einmal suchen.',
  searchTimes: 'Der Zeitpunkt, ab dem {field} zählt, muss vor dem liegen, an dem es endet.',
  searchLong: 'Das ist zu viel Text für eine Suche.',
  searchWords: 'Höchstens {most} Wörter lassen sich auf einmal suchen.',
  searchTrait:
    '{field} ist kein Merkmal, das sich suchen lässt. Ein Schema kennzeichnet solche mit ' +
    '{mark}. Bekannt sind: {known}.',
  searchPath: '{field} braucht den Pfad zu einem Wert, etwa {example}.',
  searchEmpty: '{field} braucht einen Text, der gesucht wird.',
  noCall: 'Diesen Aufruf gibt es im Ausgang nicht.',
  callWaits: 'Dieser Aufruf steht noch aus.',
  noDeletion: 'Dieses Konto soll nicht gelöscht werden.',
  noReset: 'Für diese Identität wartet keine Zurücksetzung der zweiten Faktoren.',
  noSecondFactor: 'Die Identität hat keinen zweiten Faktor eingerichtet, der sich entfernen ließe.',
  noSuchAddress: 'Die Identität hat keine solche Adresse, die bestätigt werden könnte.',
  noAddressLeft: 'Es ist keine Adresse mehr zu bestätigen.',
  recoveryByOff: 'Die Wiederherstellung per {way} ist ausgeschaltet.',
  recoveryDisabled: 'Das Konto ist gesperrt: Niemand kann es wiederherstellen.',
  recoveryNoAddress: 'Das Konto hat keine Adresse zur Wiederherstellung.',
  noMessage: 'Es gibt keine Nachricht mit dieser ID.',
  notAbandoned: 'Die Nachricht ist nicht aufgegeben, sondern {status}.',
  noMail: 'Im Postfach gibt es keine Nachricht mit dieser ID.',
  noEntry: 'Es gibt keinen Eintrag mit dieser ID.',
  noTrial: 'Es gibt keinen Versuch mit dieser ID.',
  unknownHost:
    'Die Verwaltung kennt den Hostnamen dieser Anfrage nicht; Namen, unter denen sie aufgerufen ' +
    'wird, gehören in pallas.admin.hosts.',
  otherSite: 'Die Verwaltung beantwortet keine Anfragen anderer Websites.',
  tokenNeeded:
    'Die Verwaltung verlangt ein Token: Authorization: Bearer, und eines aus ' +
    'pallas.admin.tokens oder von pallas tokens add.',
  tokenWrong: 'Das ist kein Token der Verwaltung, oder es ist abgelaufen.',
  providerAway: 'er ist nicht erreichbar',
  providerStatus: 'er antwortet mit {code}',
  providerSilent: 'keine Antwort innerhalb von {seconds} Sekunden',
  databaseSilent: 'Die Datenbank antwortet nicht.',
  databaseUnwritable: 'In die Datenbank lässt sich nicht schreiben.',
  ending: 'Der Server wird beendet.',
  migrations: 'Migrationen der Datenbank stehen aus: {names}. Führen Sie {command} aus.',
  messageSealed: 'Sie ist mit einem Schlüssel versiegelt, den es nicht mehr gibt.',
  messageAddress: 'Die Adresse enthält Zeichen, die keine Adresse hat.',
  messageSilent: 'Der Dienst hat nicht geantwortet.',
  messageStatus: 'Der Dienst hat mit dem Status {code} geantwortet.',
  messageNoChannel: 'Für Textnachrichten ist kein Kanal eingerichtet (courier.channels).',
  wentWrong: 'Etwas ist schiefgegangen.',
  callNotMade: 'Der Aufruf ließ sich nicht ausführen.',
  callStatus: 'Die Antwort hat den Status {code}.',
  callLate: 'Es kam keine Antwort in der Zeit.',
  callSilent: 'Es kam keine Antwort.',
  callLong: 'Die Antwort ist zu lang.',
  lineUnreadable: 'Die Zeile lässt sich nicht lesen: {why}.',
  lineNotJson: 'Die Zeile ist kein JSON oder zu tief verschachtelt.',
  lineNoObject: 'Die Zeile muss ein JSON-Objekt sein.',
  hashRefused: 'Das gehashte Passwort kann nicht übernommen werden: {why}.',
  keyRefused: 'Der Schlüssel kann nicht übernommen werden: {why}.',
  appRefused:
    'Die Authenticator-App kann nicht übernommen werden: Ihre Adresse muss otpauth://totp/… ' +
    'sein, mit einem Geheimnis in Base32 von mindestens 10 Bytes und Codes bekannter Art.',
  codesRefused:
    'Die Ersatzcodes können nicht übernommen werden: Jeder muss {least} bis {most} Buchstaben ' +
    'und Ziffern haben.',
  addressesRefused:
    'Die Adressen für Codes können nicht übernommen werden: Es sind die der Merkmale, die das ' +
    'Schema dafür hat.',
  fieldObject: '{field} muss ein Objekt sein.',
  fieldUnknown: '{field} hat einen unbekannten Schlüssel: {key}.',
  fieldTextOf: '{field} muss ein Text von höchstens {most} Zeichen sein.',
  fieldText: '{field} muss ein Text sein.',
  fieldLong: '{field} ist länger als {most} Zeichen.',
  fieldBoolean: '{field} muss true oder false sein.',
  fieldNumber: '{field} muss eine Zahl sein.',
  fieldOneOf: '{field} muss eines von diesen sein: {choices}.',
  fieldHasOne: '{field} muss eines von diesen haben: {choices}.',
  fieldList: '{field} muss eine Liste sein.',
  fieldEntries: '{field} hat mehr als {most} Einträge.',
  fieldUuid: '{field} muss eine UUID sein.',
  fieldTime: '{field} muss eine Zeit nach RFC 3339 sein.',
  fieldMissing: '{field} fehlt.',
  databaseFile: 'Die Datei der Datenbank lässt sich nicht öffnen.',
  messagePrivate:
    'Der Mailserver steht in einem privaten Netz, was clients.smtp.disallow_private_ip_ranges ' +
    'verbietet.',
  messageClosed: 'Die Verbindung wurde geschlossen.',
  templateAddress: 'Die Vorlage lässt sich nicht von ihrer Adresse laden.',
  templateLong: 'Die Vorlage ist zu lang.',
  templateUnreadable: 'Die Datei der Vorlage lässt sich nicht lesen.',
  templateMissing: 'Die Datei der Vorlage ist nicht da.',
  templateFolder: 'Der Ordner der Vorlagen lässt sich nicht lesen.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'sie bestätigen',
    extend: 'sie verlängern',
    console: 'sich in der Konsole anmelden',
    report: 'melden, was geschehen ist',
    data: 'die Daten des Kontos mitnehmen',
    credentials: 'Zugangsdaten oder Adressen ändern',
    delete: 'das Konto löschen',
    deleted: 'gelöscht',
    disabled: 'gesperrt',
  },
  kind: {
    login: 'Anmeldung',
    registration: 'Registrierung',
    settings: 'Einstellungen',
    recovery: 'Wiederherstellung',
    verification: 'Bestätigung',
  },
  subject: {
    identifier: 'Die Kennung',
    verifiable: 'Die zu bestätigende Adresse',
    recovery: 'Die Adresse zur Wiederherstellung',
    external: 'Die externe ID',
    id: 'Die ID',
  },
  state: {
    done: 'erledigt',
    cancelled: 'abgebrochen',
    failed: 'fehlgeschlagen',
  },
  status: {
    queued: 'eingereiht',
    processing: 'in Arbeit',
    sent: 'gesendet',
  },
  way: {
    code: 'Code',
    link: 'Link',
  },
  field: {
    body: 'Der Inhalt',
  },
  why: {
    hash: 'es ist von keiner bekannten Art',
    cost: '{field} ({meaning}) ist {value}, mehr als {most}',
    utf8: 'sie ist nicht in UTF-8',
    endless: 'die Liste hat kein Ende',
    long: 'sie ist länger als {most} Bytes',
    handle: 'user_handle muss Base64 von 1 bis 64 Bytes sein',
    twice: 'zwei Schlüssel haben dieselbe ID',
    id: 'die ID muss Base64 sein',
    count: 'sign_count muss eine ganze Zahl von 32 Bit sein',
    key: 'public_key muss ein COSE-Schlüssel eines bekannten Verfahrens sein, in Base64',
  },
}
