import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Zugang wiederherstellen',
      lead: 'Drücken Sie den Knopf, um sich anzumelden. Danach können Sie ein neues Passwort wählen.',
      label: 'Anmelden',
    },
    verification: {
      title: 'Adresse bestätigen',
      lead:
        'Drücken Sie den Knopf, um zu bestätigen, dass diese Adresse Ihnen gehört. Hat sich jemand anderes ' +
        'damit registriert, schließen Sie diese Seite.',
      label: 'Bestätigen',
    },
    'end-session': {
      title: 'Diese Sitzung beenden?',
      lead:
        'Drücken Sie den Knopf, wenn nicht Sie sich angemeldet haben. Wer es war, wird abgemeldet und muss ' +
        'sich neu anmelden.',
      label: 'Sitzung beenden',
    },
    'cancel-reset': {
      title: 'Ihre zweiten Faktoren behalten?',
      lead:
        'Die Verwaltung wird die zweiten Faktoren Ihres Kontos entfernen. Drücken Sie den Knopf, um das zu ' +
        'verhindern.',
      label: 'Meine zweiten Faktoren behalten',
    },
    'support-session': {
      title: 'Sehen, was diese Person sieht?',
      lead:
        'Ihre Sitzung wird für einige Minuten in diesem Browser geöffnet, anstelle Ihrer eigenen. Die Person ' +
        'kann sehen, dass sie offen war und warum. Zugangsdaten und Adressen können darin nicht geändert werden.',
      label: 'Sitzung öffnen',
    },
    'sign-out': {
      title: 'Möchten Sie sich abmelden?',
      lead: 'Eine andere Seite hat darum gebeten. Wenn Sie das nicht waren, schließen Sie diese Seite.',
      label: 'Abmelden',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Weiter zur Konsole',
      lead:
        'Drücken Sie den Knopf, wenn Sie die Konsole gerade in diesem Browser geöffnet haben. Wenn nicht, ' +
        'schließen Sie diese Seite.',
      label: 'Als {name} weiter zur Konsole',
    },
    secondFactor: {
      title: 'Zweiten Faktor einrichten',
      lead:
        'Die Konsole steht nur Personen mit einem zweiten Faktor offen, etwa einer Authenticator-App oder einem ' +
        'Sicherheitsschlüssel. Richten Sie einen ein, und kommen Sie zurück.',
      label: 'Zweiten Faktor einrichten',
    },
    notOperator: {
      title: 'Die Konsole ist für die Verwaltung',
      lead: 'Sie sind als {name} angemeldet, ohne Rolle in der Verwaltung. Die Verwaltung kann Ihnen eine geben.',
      label: 'Zurück zu meinem Konto',
    },
  },
  endSession: {
    title: 'Die Sitzung ist beendet',
    lead:
      'Wer angemeldet war, ist abgemeldet. Wenn Sie das nicht waren, ist vielleicht Ihr Passwort bekannt: ' +
      'Wählen Sie jetzt ein neues.',
    newPassword: 'Neues Passwort wählen',
    recover: 'Ich kann mich nicht mehr anmelden',
  },
  cancelReset: {
    done: {
      title: 'Ihre zweiten Faktoren bleiben',
      lead:
        'Sie werden nicht entfernt. Wenn Sie nicht darum gebeten haben, hat sich vielleicht jemand als Sie ' +
        'ausgegeben: Bitte sagen Sie es dem Betreiber.',
    },
    'too-late': {
      title: 'Es gibt nichts aufzuhalten',
      lead:
        'Es wurde schon aufgehalten, oder Ihre zweiten Faktoren sind entfernt. Wenn Sie nicht darum gebeten ' +
        'haben, melden Sie sich an, wählen Sie ein neues Passwort und richten Sie einen zweiten Faktor ein.',
    },
    signIn: 'Anmelden',
  },
}
