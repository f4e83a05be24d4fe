import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Ihre Daten',
    open: 'Meine Daten herunterladen',
    lead:
      'Die Datei enthält alles, was über Sie gespeichert ist: Ihr Konto und seine Adressen, ' +
      'Anmeldewege, Sitzungen und Geräte, Nachrichten an Sie und was mit Ihrem Konto geschehen ' +
      'ist.',
    without: 'Passwörter, Codes und Schlüssel sind nicht enthalten.',
    credentials: 'Auch das mitgeben, was ich für den Umzug zu einem anderen Server brauche',
    credentialsHint:
      'Die Datei enthält dann den Hash Ihres Passworts und Ihre Konten bei anderen Anbietern. ' +
      'Wer die Datei bekommt, kann versuchen, Ihr Passwort zu erraten. Bewahren Sie sie so ' +
      'auf, dass niemand sonst sie lesen kann, und löschen Sie sie danach.',
    download: 'Meine Daten herunterladen',
    making:
      'Es sind viele Daten, deshalb wird die Datei noch erstellt. Sie erhalten eine Nachricht ' +
      'mit einem Link, der einmal funktioniert.',
    ready: 'Ein Link wurde an Ihre Adresse gesendet. Er funktioniert einmal.',
    until: 'Gültig bis',
    tooOften:
      'Sie haben Ihre Daten heute schon mehrmals angefordert. Bitte versuchen Sie es morgen ' +
      'wieder.',
  },
  downloadData: {
    title: 'Ihre Daten herunterladen?',
    lead: 'Drücken Sie den Knopf, um die Datei herunterzuladen. Der Link funktioniert einmal.',
    label: 'Herunterladen',
    gone: {
      title: 'Hier gibt es nichts herunterzuladen',
      lead: 'Der Link wurde schon benutzt, ist abgelaufen oder gehört zu einem anderen Konto.',
      label: 'Meine Daten erneut anfordern',
    },
    signInFirst: {
      title: 'Bitte melden Sie sich zuerst an',
      lead:
        'Die Datei bekommt nur die Person, um die es darin geht. Melden Sie sich an und öffnen ' +
        'Sie dann den Link in Ihrer Nachricht noch einmal.',
      label: 'Anmelden',
    },
  },
}
