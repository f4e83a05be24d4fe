import type { MessageTexts, WordTexts } from '../translation.ts'

const expired = 'Dieses Formular war zu lange offen. Hier ist ein neues.'
const wrongCode = 'Dieser Code ist falsch, oder er wurde schon verwendet.'

export const messages: MessageTexts = {
  'node.password': 'Passwort',
  'node.save': 'Änderungen speichern',
  'node.identifier': 'Ihr Anmeldename',
  'node.submit': 'Senden',
  'node.verify-code': 'Code, den die App zeigt',
  'node.email': 'E-Mail-Adresse',
  'node.resend': 'Neuen Code senden',
  'node.continue': 'Weiter',
  'node.recovery-code': 'Code zur Wiederherstellung',
  'node.verification-code': 'Bestätigungscode',
  'node.registration-code': 'Code zum Registrieren',
  'node.login-code': 'Code zum Anmelden',
  'node.proof-of-work': 'Eine kurze Berechnung dieses Geräts',
  'node.recovery-address': 'Adresse Ihres Kontos',
  'node.email-or-phone': 'E-Mail-Adresse oder Telefonnummer',
  'node.phone-number': 'Telefonnummer',

  'login.sign-in': 'Anmelden',
  'login.with-provider': 'Mit {provider} anmelden',
  'login.confirm': 'Bitte bestätigen Sie, dass Sie es sind.',
  'login.second-factor': 'Noch ein Schritt: Zeigen Sie mit Ihrem zweiten Faktor, dass Sie es sind.',
  'login.totp-code': 'Code Ihrer Authenticator-App',
  'login.lookup-code': 'Ersatzcode',
  'login.use-key': 'Mit Sicherheitsschlüssel anmelden',
  'login.use-totp': 'Weiter mit der App',
  'login.use-lookup': 'Weiter mit einem Ersatzcode',
  'login.key-ready': 'Halten Sie Ihren Sicherheitsschlüssel bereit, und gehen Sie weiter.',
  'login.go-on': 'Weiter',
  'login.code-sent':
    'Ein Code ist zu Ihnen unterwegs. Geben Sie ihn hier ein; wenn Sie mit dieser Adresse kein Konto haben, ' +
    'kommt keiner.',
  'login.remember-device': 'Auf diesem Gerät für einige Zeit nicht mehr danach fragen',
  'login.terms':
    'Bevor es weitergeht: Lesen Sie bitte diese Bedingungen und sagen Sie, ob Sie ihnen zustimmen.',
  'login.terms-of': 'Ich stimme den Bedingungen der Fassung {version} zu',
  'login.read-terms': 'Fassung {version} lesen',
  'login.accept-terms': 'Speichern und weiter',
  'login.second-code-sent': 'Ein Code ist zu Ihnen unterwegs. Geben Sie ihn hier ein.',
  'login.code-sent-to-own':
    'Ein Code ist zur Adresse Ihres Kontos unterwegs. Geben Sie ihn hier ein.',
  'login.send-code-to': 'Code an {address} senden',
  'login.send-code': 'Code zum Anmelden senden',
  'login.use-passkey': 'Mit Passkey anmelden',
  'login.sign-in-with-password': 'Mit Passwort anmelden',
  'login.link':
    'Zu {identifier} gibt es hier schon ein Konto. Melden Sie sich dort an, um es mit {provider} zu verbinden.',
  'login.confirm-with-provider': 'Mit {provider} bestätigen',
  'login.expired': expired,
  'login.no-method': 'Bitte wählen Sie, wie Sie sich anmelden.',
  'login.completed': 'Mit diesem Formular haben Sie sich schon angemeldet.',
  'login.code-wrong': wrongCode,
  'login.account-disabled':
    'Dieses Konto ist ausgeschaltet. Bitte wenden Sie sich an den Betreiber.',
  'login.linked-to-another':
    'Das ist nicht das Konto, das verbunden werden sollte. Bitte melden Sie sich mit jenem an.',
  'login.unknown-address':
    'An diese Adresse können keine Codes für Ihren zweiten Schritt gehen. Bitte wählen Sie eine andere.',

  'registration.sign-up': 'Konto erstellen',
  'registration.with-provider': 'Mit {provider} registrieren',
  'registration.continue': 'Weiter',
  'registration.use-key': 'Mit Sicherheitsschlüssel registrieren',
  'registration.code-sent':
    'Ein Code ist zu Ihnen unterwegs. Geben Sie ihn hier ein, um abzuschließen.',
  'registration.send-code': 'Code zum Registrieren senden',
  'registration.use-passkey': 'Mit Passkey registrieren',
  'registration.back': 'Zurück',
  'registration.choose-credential': 'Wie möchten Sie sich künftig anmelden?',
  'registration.no-method': 'Bitte wählen Sie, wie Sie sich registrieren.',
  'registration.expired': expired,
  'registration.completed': 'Mit diesem Formular wurde schon ein Konto erstellt.',
  'registration.code-wrong': wrongCode,

  'settings.forget-devices': {
    one: 'Auf dem gemerkten Gerät wieder nach dem zweiten Schritt fragen',
    other: 'Auf allen {count} gemerkten Geräten wieder nach dem zweiten Schritt fragen',
  },
  'settings.saved': 'Ihre Änderungen sind gespeichert.',
  'settings.link-provider': 'Mit {provider} verbinden',
  'settings.unlink-provider': 'Verbindung mit {provider} lösen',
  'settings.remove-totp': 'Authenticator-App entfernen',
  'settings.totp-qr': 'Lesen Sie dieses Bild mit Ihrer Authenticator-App ein',
  'settings.reveal-lookup': 'Meine Ersatzcodes zeigen',
  'settings.new-lookup': 'Neue Ersatzcodes erstellen',
  'settings.lookup-codes-label':
    'Ihre Ersatzcodes. Jeder gilt einmal; bewahren Sie sie dort auf, wo nur Sie sie finden',
  'settings.confirm-lookup': 'Ich habe sie aufgeschrieben',
  'settings.add-key': 'Sicherheitsschlüssel hinzufügen',
  'settings.key-name': 'Name des Sicherheitsschlüssels',
  'settings.turn-off': 'Ausschalten',
  'settings.totp-secret-label': 'Oder geben Sie diesen Schlüssel ein',
  'settings.remove-key': 'Sicherheitsschlüssel {displayName} entfernen, hinzugefügt am {date}',
  'settings.add-passkey': 'Passkey hinzufügen',
  'settings.remove-passkey': 'Passkey {displayName} entfernen, hinzugefügt am {date}',
  'settings.no-method': 'Bitte wählen Sie, was Sie ändern möchten.',
  'settings.one-address':
    'Bitte ändern Sie eine Adresse nach der anderen. Jede neue muss erst bestätigt werden.',
  'settings.expired': expired,

  'recovery.done':
    'Sie sind wieder angemeldet. Bitte setzen Sie jetzt ein neues Passwort oder einen anderen Weg zur Anmeldung.',
  'recovery.link-sent':
    'Wenn diese Adresse zu einem Konto gehört, ist eine Nachricht mit einem Link dorthin unterwegs.',
  'recovery.code-sent':
    'Wenn diese Adresse zu einem Konto gehört, ist eine Nachricht mit einem Code dorthin unterwegs.',
  'recovery.code-sent-to':
    'Wenn {address} zu einem Konto gehört, ist eine Nachricht mit einem Code dorthin unterwegs.',
  'recovery.confirm-address': 'Bitte geben Sie die vollständige Adresse ein.',
  'recovery.choose-address': 'Wohin soll der Code gehen?',
  'recovery.back': 'Zurück',
  'recovery.no-method': 'Bitte wählen Sie, wie Sie den Zugang wiederherstellen.',
  'recovery.completed':
    'Diese Wiederherstellung ist schon abgeschlossen. Hier ist ein neues Formular.',
  'recovery.start-again': 'Das hat nicht geklappt. Bitte beginnen Sie neu.',
  'recovery.link-wrong':
    'Dieser Link ist falsch, oder er wurde schon verwendet. Bitte fordern Sie einen neuen an.',
  'recovery.expired': expired,
  'recovery.code-wrong': wrongCode,

  'verification.link-sent':
    'Eine Nachricht mit einem Link ist an diese Adresse unterwegs, wenn sie hier bekannt ist.',
  'verification.done': 'Danke. Diese Adresse gehört Ihnen.',
  'verification.code-sent':
    'Eine Nachricht mit einem Code ist an diese Adresse unterwegs, wenn sie hier bekannt ist.',
  'verification.text-sent':
    'Eine SMS mit einem Code ist an diese Nummer unterwegs, wenn sie hier bekannt ist.',
  'verification.phone-done': 'Danke. Diese Telefonnummer gehört Ihnen.',
  'verification.no-method': 'Bitte wählen Sie, wie Sie Ihre Adresse bestätigen.',
  'verification.link-wrong':
    'Dieser Link ist falsch, oder er wurde schon verwendet. Haben Sie ihn verwendet, ist Ihre Adresse ' +
    'bestätigt; sonst fordern Sie bitte einen neuen an.',
  'verification.completed': 'Diese Adresse ist schon bestätigt. Hier ist ein neues Formular.',
  'verification.start-again': 'Das hat nicht geklappt. Bitte beginnen Sie neu.',
  'verification.expired': expired,
  'verification.code-wrong': wrongCode,

  'validation.required': 'Bitte füllen Sie {property} aus.',
  'validation.empty': 'Bitte füllen Sie {property} aus.',
  'validation.too-short': {
    one: 'Bitte mindestens {count} Zeichen; das sind {actual_length}.',
    other: 'Bitte mindestens {count} Zeichen; das sind {actual_length}.',
  },
  'validation.pattern': 'Das ist nicht so geschrieben, wie es sein soll.',
  'validation.password-policy': 'Dieses Passwort kann nicht verwendet werden: {reason}.',
  'validation.invalid-credentials':
    'Das passt nicht zusammen. Bitte prüfen Sie Ihre Eingabe, vor allem das Passwort.',
  'validation.identifier-taken':
    'Es gibt schon ein Konto mit dieser Adresse, Nummer oder diesem Namen.',
  'validation.totp-wrong':
    'Dieser Code ist nicht der richtige, oder er wurde schon verwendet. Bitte warten Sie auf den nächsten.',
  'validation.key-wrong':
    'Dieser Schlüssel passt nicht. Bitte versuchen Sie es noch einmal, oder nehmen Sie einen anderen.',
  'validation.no-identifier':
    'Nichts hiervon könnte später zu Ihrer Anmeldung dienen. Bitte füllen Sie die Felder aus, an denen man ' +
    'Sie erkennt.',
  'validation.address-not-verified': 'Bitte bestätigen Sie Ihre Adresse, bevor Sie sich anmelden.',
  'validation.no-totp': 'Für dieses Konto ist keine Authenticator-App eingerichtet.',
  'validation.lookup-used':
    'Dieser Ersatzcode wurde schon verwendet. Bitte nehmen Sie einen anderen.',
  'validation.no-webauthn': 'Für dieses Konto ist kein Sicherheitsschlüssel eingerichtet.',
  'validation.no-key': 'Hier gibt es kein Konto, das sich mit diesem Schlüssel anmeldet.',
  'validation.no-lookup': 'Für dieses Konto sind keine Ersatzcodes eingerichtet.',
  'validation.lookup-wrong': 'Das ist keiner Ihrer Ersatzcodes.',
  'validation.too-long': {
    one: 'Bitte höchstens {count} Zeichen; das sind {actual_length}.',
    other: 'Bitte höchstens {count} Zeichen; das sind {actual_length}.',
  },
  'validation.minimum': 'Das muss mindestens {minimum} sein.',
  'validation.exclusive-minimum': 'Das muss mehr als {minimum} sein.',
  'validation.maximum': 'Das darf höchstens {maximum} sein.',
  'validation.exclusive-maximum': 'Das muss weniger als {maximum} sein.',
  'validation.multiple-of': 'Das muss ein Vielfaches von {base} sein.',
  'validation.too-many-items': 'Bitte höchstens {max_items} Einträge; das sind {actual_items}.',
  'validation.too-few-items': 'Bitte mindestens {min_items} Einträge; das sind {actual_items}.',
  'validation.unique-items': 'Die Einträge {first} und {second} sind gleich.',
  'validation.type': 'Das muss vom Typ {types} sein.',
  'validation.taken-at-provider':
    'Es gibt schon ein Konto mit diesen Angaben. Bitte melden Sie sich dort an, oder stellen Sie den Zugang ' +
    'wieder her, und verbinden Sie es dort.',
  'validation.taken-with-hints':
    'Es gibt schon ein Konto für {credential_identifier_hint}. Sie können sich anmelden mit: {ways}.',
  'validation.constant': 'Das muss {expected} sein.',
  'validation.constant-hidden': 'Das ist nicht der Wert, der es sein muss.',
  'validation.password-similar': 'Dieses Passwort ist Ihrem Anmeldenamen zu ähnlich.',
  'validation.password-too-short': {
    one: 'Ein Passwort braucht mindestens {count} Zeichen; dieses hat {actual_length}.',
    other: 'Ein Passwort braucht mindestens {count} Zeichen; dieses hat {actual_length}.',
  },
  'validation.password-too-long':
    'Ein Passwort kann höchstens {max_length} Bytes haben; dieses hat {actual_length}.',
  'validation.password-breached':
    'Dieses Passwort ist aus Datenlecks bekannt. Bitte wählen Sie ein anderes.',
  'validation.code-unknown-account': 'Hier gibt es kein Konto, das sich mit einem Code anmeldet.',
  'validation.traits-changed':
    'Etwas im Formular ist nicht mehr so wie beim Senden des Codes. Bitte beginnen Sie neu.',
  'validation.unknown-account': 'Hier gibt es kein Konto, mit dem man sich anmelden kann.',
  'validation.work-needed':
    'Es gab zu viele Versuche. Bitte versuchen Sie es noch einmal: Ihr Gerät macht dann eine kurze Berechnung. ' +
    'Kann es das nicht, warten Sie bitte einige Minuten.',
  'validation.password-unchanged': 'Das ist das Passwort, das Sie schon haben.',
  'validation.not-an-email': 'Das ist keine E-Mail-Adresse.',
  'validation.not-a-phone-number': 'Das ist keine Telefonnummer.',

  'system.internal': 'Bei uns ist etwas schiefgegangen. Bitte versuchen Sie es noch einmal.',
  'system.no-method': 'Hier ist kein Weg zur Anmeldung eingeschaltet.',
}

export const words: WordTexts = {
  takenWithoutHints:
    'Es gibt schon ein Konto für {credential_identifier_hint}. Bitte melden Sie sich an, oder ' +
    'stellen Sie den Zugang wieder her.',
  ways: {
    password: 'Passwort',
    code: 'Code',
    webauthn: 'Sicherheitsschlüssel',
    passkey: 'Passkey',
  },
  types: {
    string: 'Text',
    number: 'Zahl',
    integer: 'ganze Zahl',
    boolean: 'Ja oder Nein',
    array: 'Liste',
    object: 'Gruppe',
    null: 'leer',
  },
  unexplained: 'Bitte prüfen Sie Ihre Angaben.',
  reasons: {
    'password-words': 'Es ist kaum mehr als Ihre eigenen Angaben oder der Name dieses Dienstes',
    'password-common': 'Viele verwenden es. Bitte wählen Sie ein anderes',
    'password-unchecked':
      'Es konnte nicht mit der Liste bekannt gewordener Passwörter verglichen werden. Bitte versuchen ' +
      'Sie es noch einmal',
    'web-address': 'Das ist keine Web-Adresse.',
    date: 'Das ist kein Datum wie 2024-12-31.',
    time: 'Das ist keine Uhrzeit wie 12:30:00Z.',
    'date-time': 'Das ist kein Zeitpunkt wie 2024-12-31T12:30:00Z.',
    email: 'Bitte geben Sie eine E-Mail-Adresse ein.',
    phone: 'Bitte geben Sie eine Telefonnummer ein, beginnend mit + und der Landesvorwahl.',
    choice: 'Erlaubt ist: {choices}.',
    'too-many-entries': 'Hier sind mehr Einträge, als es sein dürfen.',
    'more-needed': 'Hier muss mehr ausgefüllt werden.',
    'not-allowed': 'Dieser Wert ist hier nicht erlaubt.',
    'many-tries-moment':
      'Es gab zu viele falsche Versuche. Bitte versuchen Sie es gleich noch einmal.',
    'many-tries': {
      one: 'Es gab zu viele falsche Versuche. Bitte versuchen Sie es in {count} Minute noch einmal.',
      other:
        'Es gab zu viele falsche Versuche. Bitte versuchen Sie es in {count} Minuten noch einmal.',
    },
    'many-messages-moment':
      'Es wurden zu viele Nachrichten angefordert. Bitte versuchen Sie es gleich noch einmal.',
    'many-messages': {
      one: 'Es wurden zu viele Nachrichten angefordert. Bitte versuchen Sie es in {count} Minute noch einmal.',
      other:
        'Es wurden zu viele Nachrichten angefordert. Bitte versuchen Sie es in {count} Minuten noch einmal.',
    },
    'wrong-codes-ask': 'Es gab zu viele falsche Codes. Bitte fordern Sie einen neuen an.',
    'wrong-codes-start': 'Es gab zu viele falsche Codes. Bitte beginnen Sie neu.',
    'message-sent-already':
      'Dieses Formular hat seine Nachricht schon gesendet. Bitte beginnen Sie neu, wenn Sie eine weitere brauchen.',
    'not-sent-on':
      'Das hat geklappt, aber Sie können nicht weitergeleitet werden: Die Adresse dafür ist nicht erlaubt.',
    'address-proved':
      'Dass Sie diese Adresse haben, haben Sie schon gezeigt. Bitte verwenden Sie einen anderen zweiten Faktor.',
    'another-account':
      'Sie sind mit einem anderen Konto angemeldet; nur jenes kann hier bestätigt werden.',
    'signed-in-already': 'Sie sind schon angemeldet. Bitte melden Sie sich erst ab.',
    'provider-refused': 'Sie haben {provider} nicht erlaubt, uns zu sagen, wer Sie sind.',
    'provider-failed': '{provider} konnte uns nicht sagen, wer Sie sind ({error}).',
    'provider-silent':
      '{provider} antwortet gerade nicht. Bitte versuchen Sie es später oder auf anderem Weg.',
    'provider-not-accepted':
      'Mit dem, was {provider} über Sie sagt, erhalten Sie hier keinen Zugang.',
    'provider-unnamed': 'Bitte sagen Sie, welche Verbindung Sie herstellen oder lösen möchten.',
    'last-way-provider':
      'Das ist Ihr letzter Weg zur Anmeldung. Setzen Sie erst ein Passwort, oder verbinden Sie ein anderes Konto.',
    'last-way-key':
      'Das ist Ihr letzter Weg zur Anmeldung. Setzen Sie erst ein Passwort, oder fügen Sie einen ' +
      'anderen Schlüssel hinzu.',
    'key-not-added':
      'Dieser Schlüssel konnte nicht hinzugefügt werden. Bitte laden Sie die Seite neu, und versuchen ' +
      'Sie es noch einmal.',
    'key-there': 'Dieser Schlüssel ist schon eingerichtet.',
    'key-answer':
      'Das ist nicht die Antwort eines Passkeys oder Sicherheitsschlüssels. Bitte versuchen Sie es noch einmal.',
    'app-there':
      'Es gibt schon eine Authenticator-App. Bitte entfernen Sie diese, bevor Sie eine andere einrichten.',
    'app-key-gone':
      'Der Schlüssel für die Authenticator-App ist nicht mehr in diesem Formular. Bitte nehmen Sie den neuen.',
    'no-codes': 'Es gibt noch keine Ersatzcodes. Bitte erstellen Sie neue.',
    'no-new-codes': 'Es gibt keine neuen Ersatzcodes zu bestätigen. Bitte erstellen Sie neue.',
  },
}
