import type { PersonalDataTexts } from '../translation.ts'

export const personalData: PersonalDataTexts = {
  personalData: {
    title: 'Twoje dane',
    open: 'Pobierz moje dane',
    lead:
      'Plik zawiera wszystko, co jest o Tobie przechowywane: Twoje konto i jego adresy, ' +
      'sposoby logowania, sesje i urządzenia, wysłane do Ciebie wiadomości oraz to, co działo ' +
      'się z Twoim kontem.',
    without: 'Nie ma w nim haseł, kodów ani kluczy.',
    credentials: 'Dodaj to, czego potrzebuję, aby przenieść konto na inny serwer',
    credentialsHint:
      'Plik będzie wtedy zawierać skrót Twojego hasła i Twoje konta u innych dostawców. Kto ' +
      'zdobędzie plik, może próbować odgadnąć Twoje hasło. Przechowuj go tam, gdzie nikt inny ' +
      'go nie przeczyta, a potem go usuń.',
    download: 'Pobierz moje dane',
    making:
      'Danych jest dużo, więc plik jest przygotowywany. Otrzymasz wiadomość z odnośnikiem, ' +
      'który działa raz.',
    ready: 'Odnośnik został wysłany na Twój adres. Działa raz.',
    until: 'Działa do',
    tooOften: 'Twoje dane były już dziś kilka razy zamawiane. Spróbuj ponownie jutro.',
  },
  downloadData: {
    title: 'Pobrać Twoje dane?',
    lead: 'Naciśnij przycisk, aby pobrać plik. Odnośnik działa raz.',
    label: 'Pobierz',
    gone: {
      title: 'Nie ma nic do pobrania',
      lead: 'Odnośnik został już użyty, wygasł lub należy do innego konta.',
      label: 'Poproś ponownie o moje dane',
    },
    signInFirst: {
      title: 'Najpierw się zaloguj',
      lead:
        'Plik otrzymuje tylko osoba, której dotyczy. Zaloguj się, a potem ponownie otwórz ' +
        'odnośnik z wiadomości.',
      label: 'Zaloguj się',
    },
  },
}
