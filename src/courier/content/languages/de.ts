import type { MailTexts } from '../mail-texts.ts'

export const de: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: { one: 'einer Minute', other: '{count} Minuten' },
  hours: { one: 'einer Stunde', other: '{count} Stunden' },
  footer: '{product} hat diese Nachricht an {to} gesendet.',
  linkHint: 'Falls die Schaltfläche nichts bewirkt, kopieren Sie diese Adresse in Ihren Browser:',
  codeWorks: 'Der Code gilt einmal, innerhalb von {lifespan}.',
  linkWorks: 'Der Link gilt einmal, innerhalb von {lifespan}.',
  unasked:
    'Falls Sie das nicht angefordert haben, brauchen Sie nichts zu tun. Ohne diese Nachricht ' +
    'ändert sich nichts.',
  secret: 'Niemand von uns fragt Sie je nach diesem Code. Geben Sie ihn nicht weiter.',
  labels: {
    code: 'Ihr Code',
    when: 'Wann',
    by: 'Von',
    administrator: 'der Verwaltung',
    device: 'Mit',
    place: 'Von',
    due: 'Es geschieht am',
    getBackIn: 'Zurück in mein Konto',
  },
  recovery: {
    title: 'Zurück in Ihr Konto',
    lead: 'Mit dem Link melden Sie sich wieder bei {product} an und wählen ein neues Passwort.',
    short: 'Zurück in Ihr Konto bei {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} ist Ihr Code für den Weg zurück in Ihr Konto',
    lead:
      'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben, und melden Sie ' +
      'sich so wieder bei {product} an.',
    short:
      '{code} ist Ihr Code für den Weg zurück in Ihr Konto bei {product}. Geben Sie ihn nicht ' +
      'weiter.',
  },
  verification: {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    title: 'Ist das Ihre Adresse?',
    lead: 'Mit dem Link bestätigen Sie diese E-Mail-Adresse für Ihr Konto bei {product}.',
    label: 'Adresse bestätigen',
    short: 'Bestätigen Sie diese Adresse für Ihr Konto bei {product}: {url}',
  },
  verificationCode: {
    subject: '{code} ist Ihr Code zum Bestätigen Ihrer E-Mail-Adresse',
    lead:
      'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben. So bestätigen ' +
      'Sie diese Adresse für Ihr Konto bei {product}.',
    label: 'Seite mit dem Code öffnen',
    short:
      '{code} ist Ihr Code zum Bestätigen dieser Adresse bei {product}. Geben Sie ihn nicht ' +
      'weiter.',
  },
  login: {
    subject: '{code} ist Ihr Code für die Anmeldung',
    title: 'Anmelden',
    lead: 'Geben Sie diesen Code auf der Seite ein, auf der Sie sich gerade bei {product} anmelden.',
    notNow:
      'Falls Sie sich gerade nicht anmelden, versucht es vielleicht jemand anderes. Ohne den Code ' +
      'gelingt es nicht.',
    short: '{code} ist Ihr Code für die Anmeldung bei {product}. Geben Sie ihn nicht weiter.',
  },
  registration: {
    subject: '{code} ist Ihr Code zum Abschluss der Registrierung',
    title: 'Willkommen',
    lead:
      'Geben Sie diesen Code auf der Seite ein, auf der Sie sich gerade bei {product} ' +
      'registrieren.',
    short:
      '{code} ist Ihr Code zum Abschluss der Registrierung bei {product}. Geben Sie ihn nicht ' +
      'weiter.',
  },
  noAccount: {
    title: 'Zu dieser Adresse gibt es kein Konto',
    recovery: {
      subject: 'Jemand wollte in ein Konto zurück',
      lead:
        'Jemand, vielleicht Sie selbst, wollte mit dieser E-Mail-Adresse zurück in ein Konto bei ' +
        '{product}. Es gibt dazu kein Konto.',
    },
    verification: {
      subject: 'Jemand wollte diese Adresse bestätigen',
      lead:
        'Jemand, vielleicht Sie selbst, wollte diese E-Mail-Adresse für ein Konto bei ' +
        '{product} bestätigen. Es gibt dazu kein Konto.',
    },
    wasYou:
      'Waren Sie es selbst, versuchen Sie es mit der Adresse, mit der Sie sich registriert haben.',
    otherwise: 'Waren Sie es nicht, ist nichts zu tun.',
    short: 'Zu dieser Adresse gibt es kein Konto bei {product}.',
  },
  notice: {
    endSession: 'Waren Sie es nicht, beenden Sie die Sitzung, in der es geschah: {endSessionUrl}',
    recover: 'Können Sie sich nicht mehr anmelden, holen Sie sich Ihr Konto zurück: {url}',
    wasYou: 'Waren Sie es selbst, oder wussten Sie davon, ist nichts zu tun.',
    otherwise:
      'Wenn nicht, ist vielleicht jemand anderes in Ihrem Konto. Holen Sie es sich zurück, wählen ' +
      'Sie ein neues Passwort und beenden Sie alle anderen Sitzungen. Gelingt das nicht, wenden ' +
      'Sie sich an die Betreiber von {product}.',
    otherwiseTell:
      'Wenn nicht, ist vielleicht jemand anderes in Ihrem Konto. Bitte wenden Sie sich an die ' +
      'Betreiber von {product}.',
    short: 'Waren Sie es nicht, holen Sie sich Ihr Konto sofort zurück.',
  },
  names: {
    totp: 'eine Authenticator-App',
    lookup_secret: 'Ersatzcodes',
    webauthn: 'ein Sicherheitsschlüssel',
    passkey: 'ein Passkey',
    code: 'Codes, die Sie zugeschickt bekommen',
    account: 'ein Konto bei einem anderen Anbieter',
    accountAt: 'ein Konto bei {provider}',
    other: 'ein weiterer Nachweis, dass Sie es sind',
  },
  password: {
    title: {
      added: 'Ihr Konto hat jetzt ein Passwort',
      changed: 'Ihr Passwort wurde geändert',
      removed: 'Ihr Passwort wurde entfernt',
    },
    lead: {
      added: 'Zu Ihrem Konto bei {product} wurde ein Passwort hinzugefügt.',
      changed: 'Das Passwort Ihres Kontos bei {product} wurde geändert.',
      removed: 'Das Passwort Ihres Kontos bei {product} wurde entfernt.',
    },
  },
  factor: {
    title: {
      added: 'Ein zweiter Faktor wurde hinzugefügt',
      changed: 'Ein zweiter Faktor wurde geändert',
      removed: 'Ein zweiter Faktor wurde entfernt',
    },
    lead: {
      added: 'Zu Ihrem Konto bei {product} wurde ein zweiter Faktor hinzugefügt: {what}.',
      changed: 'Ein zweiter Faktor Ihres Kontos bei {product} wurde geändert: {what}.',
      removed: 'Ein zweiter Faktor Ihres Kontos bei {product} wurde entfernt: {what}.',
    },
  },
  way: {
    title: {
      added: 'Ein Weg, sich anzumelden, wurde hinzugefügt',
      changed: 'Ein Weg, sich anzumelden, wurde geändert',
      removed: 'Ein Weg, sich anzumelden, wurde entfernt',
    },
    lead: {
      added: 'Zu Ihrem Konto bei {product} wurde ein Weg hinzugefügt, sich anzumelden: {what}.',
      changed: 'Ein Weg, sich bei Ihrem Konto bei {product} anzumelden, wurde geändert: {what}.',
      removed: 'Ein Weg, sich bei Ihrem Konto bei {product} anzumelden, wurde entfernt: {what}.',
    },
  },
  address: {
    title: 'Ihre Adresse wurde geändert',
    lead: {
      added: 'Zu Ihrem Konto bei {product} kam die Adresse {added} hinzu.',
      changed: 'Die Adresse Ihres Kontos bei {product} wurde von {gone} auf {added} geändert.',
      removed: 'Aus Ihrem Konto bei {product} wurde die Adresse {gone} entfernt.',
    },
  },
  addresses: {
    title: 'Eine Adresse Ihres Kontos wurde geändert',
    lead: 'Die Adressen Ihres Kontos bei {product} wurden geändert.',
  },
  several: {
    title: 'Mehrere Änderungen an Ihrem Konto',
    lead: 'Ihr Konto bei {product} wurde innerhalb einer Stunde mehrmals geändert.',
    more:
      'Damit Ihr Postfach benutzbar bleibt, werden weitere Änderungen in der nächsten Stunde nicht ' +
      'einzeln gemeldet.',
  },
  taken: {
    subject: 'Jemand wollte mit Ihrer Adresse ein Konto anlegen',
    title: 'Sie haben schon ein Konto',
    lead:
      'Jemand, vielleicht Sie selbst, wollte mit dieser Adresse ein Konto bei {product} anlegen. Zu ' +
      'ihr gibt es schon ein Konto, deshalb wurde kein neues angelegt.',
    wasYou: 'Waren Sie es selbst, melden Sie sich an: {loginUrl}',
    recover: 'Können Sie sich nicht mehr anmelden, folgen Sie dem Link.',
    otherwise:
      'Wenn nicht, ist nichts zu tun. Niemand ist in Ihrem Konto, und niemand hat erfahren, dass es ' +
      'eines gibt.',
    short: 'Waren Sie es selbst, melden Sie sich an.',
    shortRecover:
      'Waren Sie es selbst, melden Sie sich an oder holen Sie sich Ihr Konto zurück: {url}',
  },
  signIn: {
    title: 'Neue Anmeldung bei Ihrem Konto',
    device:
      'Jemand, vielleicht Sie selbst, hat sich bei Ihrem Konto bei {product} angemeldet, mit einem ' +
      'Gerät, mit dem es bisher nicht benutzt wurde.',
    network:
      'Jemand, vielleicht Sie selbst, hat sich bei Ihrem Konto bei {product} angemeldet, aus einem ' +
      'Netz, aus dem es bisher nicht benutzt wurde.',
    label: 'Ich war es nicht: Sitzung beenden',
    isIncomplete:
      'Der zweite Schritt fehlte da noch; wer es auch war, kannte den ersten, etwa Ihr Passwort.',
    wasYou: 'Waren Sie es selbst, ist nichts zu tun.',
    otherwise:
      'Wenn nicht, beenden Sie die Sitzung mit der Schaltfläche und wählen Sie ein neues Passwort.',
    short: 'Waren Sie es nicht, beenden Sie die Sitzung: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Ihre zweiten Faktoren werden entfernt',
    lead:
      'Die Verwaltung wird die zweiten Faktoren Ihres Kontos bei {product} entfernen, etwa eine ' +
      'Authenticator-App, Ersatzcodes oder einen Sicherheitsschlüssel.',
    label: 'Anhalten: zweite Faktoren behalten',
    effect: 'Dann genügt der erste Schritt zur Anmeldung, und Sie werden überall abgemeldet.',
    wasYou: 'Haben Sie darum gebeten, ist nichts zu tun.',
    otherwise:
      'Wenn nicht, hat sich vielleicht jemand für Sie ausgegeben. Halten Sie es mit der Schaltfläche ' +
      'an, oder indem Sie sich mit Ihrem zweiten Faktor anmelden, und wenden Sie sich an die ' +
      'Betreiber von {product}.',
    short: 'Haben Sie nicht darum gebeten, halten Sie es an: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Ihr Konto wird gelöscht',
    lead:
      'Jemand, vielleicht Sie, hat die Löschung Ihres Kontos bei {product} verlangt. Sie wurden ' +
      'überall abgemeldet.',
    label: 'Konto behalten: anmelden',
    effect: 'Dann wird alles, was hier über Sie gespeichert ist, endgültig gelöscht.',
    keep: 'Um das Konto zu behalten, melden Sie sich vorher an.',
    otherwise:
      'Waren Sie es nicht, melden Sie sich jetzt an und wählen Sie ein neues Passwort: ' +
      'Vielleicht kennt es jemand.',
    short: 'Um es zu behalten, melden Sie sich vorher an.',
  },
  deletionSoon: {
    title: 'Ihr Konto wird bald gelöscht',
    lead: 'Ihr Konto bei {product} wird gelöscht, wie es verlangt wurde.',
    label: 'Konto behalten: anmelden',
    keep: 'Um das Konto zu behalten, melden Sie sich vorher an. Sonst ist nichts zu tun.',
    short: 'Um es zu behalten, melden Sie sich vorher an.',
  },
  deletionCancelled: {
    title: 'Ihr Konto bleibt bestehen',
    lead: 'Ihr Konto bei {product} wird nicht gelöscht.',
    otherwise: 'Waren Sie es nicht, wenden Sie sich an die Betreiber von {product}.',
    short: 'Es bleibt, wie es war.',
  },
  deleted: {
    title: 'Ihr Konto wurde gelöscht',
    lead: 'Ihr Konto bei {product} wurde gelöscht, mit allem, was hier über Sie gespeichert war.',
    otherwise:
      'Dies ist die letzte Nachricht an diese Adresse. Es lässt sich nicht rückgängig machen.',
    short: 'Dies ist die letzte Nachricht.',
  },
  resetDone: {
    title: 'Ihre zweiten Faktoren wurden entfernt',
    lead:
      'Die Verwaltung hat die zweiten Faktoren Ihres Kontos bei {product} entfernt. Sie wurden ' +
      'überall abgemeldet.',
    next: 'Melden Sie sich an und richten Sie in den Einstellungen einen neuen zweiten Faktor ein.',
    otherwise:
      'Haben Sie nicht darum gebeten, wählen Sie auch ein neues Passwort und wenden Sie sich an die ' +
      'Betreiber von {product}.',
    short: 'Melden Sie sich an und richten Sie einen neuen ein.',
  },
  reported: {
    title: 'Sie haben etwas in Ihrem Konto gemeldet',
    lead:
      'Aus Ihrem Konto bei {product} wurde gemeldet, dass etwas nicht von Ihnen war. Alle ' +
      'wurden abgemeldet, und kein Gerät ist mehr gemerkt.',
    wasYou: 'Waren Sie es, stellen Sie den Zugang wieder her und wählen Sie ein neues Passwort.',
    otherwise:
      'Wenn nicht, war jemand anderes in Ihrem Konto. Stellen Sie es wieder her, wählen Sie ' +
      'ein neues Passwort und wenden Sie sich an die Betreiber von {product}.',
    short: 'Stellen Sie den Zugang wieder her und wählen Sie ein neues Passwort.',
  },
  dataReady: {
    title: 'Ihre Daten können heruntergeladen werden',
    lead:
      'Sie haben die Daten angefordert, die {product} über Sie gespeichert hat. Die Datei ist ' +
      'fertig.',
    label: 'Meine Daten herunterladen',
    signIn:
      'Auf der Seite müssen Sie in diesem Konto angemeldet sein, damit der Link allein nichts ' +
      'wert ist.',
    otherwise:
      'Wenn Sie das nicht angefordert haben, folgen Sie dem Link nicht. Wählen Sie ein neues ' +
      'Passwort und beenden Sie alle anderen Sitzungen.',
    short: 'Laden Sie Ihre Daten von {product} herunter: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Ihre Daten wurden heruntergeladen',
    lead: 'Eine Datei mit den Daten, die {product} über Sie gespeichert hat, wurde heruntergeladen.',
  },
}
