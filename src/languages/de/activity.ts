// What the page about the activity of an account says in German, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Was mit Ihrem Konto geschehen ist',
    lead: 'Das Neueste steht oben. Wenn Sie etwas davon nicht getan haben, melden Sie es.',
    off:
      'Dieser Dienst zeichnet nicht auf, was mit Konten geschieht. Hier steht, wo Sie ' +
      'angemeldet sind.',
    none: 'Noch ist nichts aufgezeichnet.',
    link: 'Aktivität',
    newest: 'Neueste',
    older: 'Ältere',
    first: 'Zuerst',
    method: 'Methode: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Einmal', other: '{count} Mal' },
    ended: { one: 'Eine Sitzung', other: '{count} Sitzungen' },
    by: 'Durch: {who}',
    who: {
      administrator: 'die Administration',
      support: 'den Support',
      server: 'den Dienst selbst',
      unknown: 'jemanden, der nicht angemeldet war',
    },
    turns: { added: 'hinzugefügt', changed: 'geändert', removed: 'entfernt' },
    things: {
      password: 'Passwort',
      code: 'Zugesandter Code',
      link: 'Zugesandter Link',
      oidc: 'Konto bei einem Anbieter',
      totp: 'Authenticator-App',
      lookup_secret: 'Ersatzcodes',
      webauthn: 'Sicherheitsschlüssel',
      passkey: 'Passkey',
      profile: 'Profil',
      addresses: 'Adressen',
      sessions: 'Andere Sitzungen',
      state: 'Zustand des Kontos',
      rest: 'Andere Daten',
    },
    actions: {
      'identity.created': 'Konto angelegt',
      'identity.updated': 'Konto geändert',
      'credential.changed': 'Anmeldedaten geändert',
      'credential.revealed': 'Anmeldedaten eingesehen',
      'address.verified': 'Adresse bestätigt',
      'verification.sent': 'Bitte um Bestätigung von Adressen versandt',
      'login.succeeded': 'Angemeldet',
      'login.failed': 'Fehlgeschlagene Anmeldung',
      'recovery.succeeded': 'Konto wiederhergestellt',
      'recovery.handed-out': 'Code oder Link zur Wiederherstellung ausgegeben',
      'recovery.sent': 'Link zur Wiederherstellung versandt',
      'impersonation.begun': 'Einblick in Ihr Konto vorbereitet',
      'impersonation.opened': 'Ihr Konto wurde geöffnet, um zu sehen, was Sie sehen',
      'session.exchanged': 'Sitzung an eine App übergeben',
      'session.extended': 'Sitzung verlängert',
      'session.revoked': 'Sitzung beendet',
      'sessions.revoked': 'Sitzungen beendet',
      'devices.forgotten': 'Gemerkte Geräte vergessen',
      'activity.reported': 'Gemeldet: Sie waren es nicht',
      'factor-reset.begun': 'Entfernen der zweiten Faktoren angekündigt',
      'factor-reset.cancelled': 'Entfernen der zweiten Faktoren gestoppt',
      'factor-reset.done': 'Zweite Faktoren entfernt',
      'shield.cleared': 'Sperren nach falschen Versuchen aufgehoben',
      'deletion.requested': 'Löschen des Kontos angefordert',
      'deletion.cancelled': 'Löschen des Kontos gestoppt',
      'data.requested': 'Download der Daten angefordert',
      'data.exported': 'Daten heruntergeladen',
      'operator.added': 'Rolle in der Konsole erteilt',
      'operator.removed': 'Rolle in der Konsole entzogen',
      'console.signed-in': 'In der Konsole angemeldet',
      'console.signed-out': 'Von der Konsole abgemeldet',
    },
  },
  notMe: {
    button: 'Das war ich nicht',
    buttonOf: 'Das war ich nicht: {what}',
    title: 'Das waren nicht Sie?',
    lead:
      'Wenn Sie die Taste drücken, werden alle von Ihrem Konto abgemeldet, auch Sie. ' +
      'Geräte, die keinen zweiten Schritt brauchen, werden vergessen. Danach gelangen Sie ' +
      'wieder in Ihr Konto und wählen ein neues Passwort. Wer diesen Dienst betreibt, kann ' +
      'Ihre Meldung sehen.',
    label: 'Überall abmelden',
    back: 'Zurück zur Aktivität',
    doneTitle: 'Alle sind abgemeldet',
    doneLead:
      'Niemand ist mehr in Ihrem Konto angemeldet. Stellen Sie es jetzt wieder her und ' +
      'wählen Sie ein neues Passwort: Das alte ist vielleicht bekannt.',
    recover: 'Zurück in mein Konto',
    ask:
      'Melden Sie sich an und wählen Sie ein neues Passwort. Wenn Sie sich nicht mehr ' +
      'anmelden können, fragen Sie die Betreiber dieses Dienstes.',
    signIn: 'Anmelden',
  },
}
