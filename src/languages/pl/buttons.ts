import type { ButtonTexts } from '../translation.ts'

export const buttons: ButtonTexts = {
  buttonPages: {
    recovery: {
      title: 'Odzyskiwanie konta',
      lead: 'Naciśnij przycisk, aby się zalogować. Potem możesz wybrać nowe hasło.',
      label: 'Zaloguj się',
    },
    verification: {
      title: 'Potwierdzenie adresu',
      lead:
        'Naciśnij przycisk, aby potwierdzić, że ten adres należy do Ciebie. Jeśli zarejestrował się nim ktoś ' +
        'inny, zamknij tę stronę.',
      label: 'Potwierdź',
    },
    'end-session': {
      title: 'Zakończyć tę sesję?',
      lead:
        'Naciśnij przycisk, jeśli to nie było Twoje logowanie. Sesja zostanie zakończona i trzeba będzie ' +
        'zalogować się ponownie.',
      label: 'Zakończ sesję',
    },
    'cancel-reset': {
      title: 'Zachować drugie składniki?',
      lead:
        'Administrator zamierza usunąć drugie składniki logowania z Twojego konta. Naciśnij przycisk, aby temu ' +
        'zapobiec.',
      label: 'Zachowaj moje drugie składniki',
    },
    'support-session': {
      title: 'Zobaczyć to, co widzi ta osoba?',
      lead:
        'Jej sesja otworzy się w tej przeglądarce zamiast Twojej, na kilka minut. Ta osoba może zobaczyć, że była ' +
        'otwarta i dlaczego. Danych logowania i adresów nie można w niej zmienić.',
      label: 'Otwórz jej sesję',
    },
    'sign-out': {
      title: 'Czy chcesz się wylogować?',
      lead: 'Poprosiła o to inna strona. Jeśli to nie Ty, zamknij tę stronę.',
      label: 'Wyloguj się',
    },
  },
  consoleSignIn: {
    ready: {
      title: 'Przejdź do konsoli',
      lead: 'Naciśnij przycisk, jeśli przed chwilą otwarto konsolę w tej przeglądarce. Jeśli nie, zamknij tę stronę.',
      label: 'Przejdź do konsoli jako {name}',
    },
    secondFactor: {
      title: 'Skonfiguruj drugi składnik',
      lead:
        'Konsola jest otwarta dla operatorów z drugim składnikiem, takim jak aplikacja uwierzytelniająca lub ' +
        'klucz bezpieczeństwa. Skonfiguruj go i wróć tutaj.',
      label: 'Skonfiguruj drugi składnik',
    },
    notOperator: {
      title: 'Konsola jest dla operatorów',
      lead: 'Bieżące konto to {name}, bez roli operatora. Administrator może nadać Ci rolę.',
      label: 'Wróć do mojego konta',
    },
  },
  endSession: {
    title: 'Sesja została zakończona',
    lead:
      'Osoba, która była zalogowana, została wylogowana. Jeśli to nie Ty, może ona znać Twoje hasło: wybierz ' +
      'teraz nowe.',
    newPassword: 'Wybierz nowe hasło',
    recover: 'Nie mogę się już zalogować',
  },
  cancelReset: {
    done: {
      title: 'Drugie składniki pozostają',
      lead:
        'Nie zostaną usunięte. Jeśli to nie była Twoja prośba, być może ktoś podał się za Ciebie: powiadom osoby ' +
        'prowadzące ten serwis.',
    },
    'too-late': {
      title: 'Nie ma czego zatrzymać',
      lead:
        'Już to zatrzymano albo drugie składniki zostały usunięte. Jeśli to nie była Twoja prośba, zaloguj się, ' +
        'wybierz nowe hasło i skonfiguruj drugi składnik.',
    },
    signIn: 'Zaloguj się',
  },
}
