import type { ErrorTexts } from '../translation.ts'

export const errors: ErrorTexts = {
  startAgain: 'Zacznij od nowa',
  home: 'Przejdź do strony głównej',
  reference: 'Numer zgłoszenia',
  detail: 'Co się stało',
  unknown: {
    title: 'Ten błąd wygasł',
    text: 'Jego szczegóły nie są już przechowywane. Zacznij od nowa.',
  },
  byId: {
    security_csrf_violation: {
      title: 'Ten formularz nie należy do tej przeglądarki',
      text:
        'Otwarto go w innej przeglądarce albo przed ostatnim zalogowaniem lub wylogowaniem. Nic nie zostało ' +
        'zmienione. Zacznij od nowa.',
    },
    session_of_support: {
      title: 'Pomoc techniczna nie może tego zrobić',
      text: 'Ta sesja pokazuje to, co widzi dana osoba. Dane logowania i adresy pozostają bez zmian.',
    },
    impersonation_code_used: {
      title: 'Ten link został już użyty',
      text: 'Działa raz, przez minutę. Poproś o utworzenie nowego.',
    },
    cookies: {
      title: 'Twoja przeglądarka nie zapisuje plików cookie',
      text:
        'Chronią one Twoje konto przed fałszywymi formularzami. Zezwól tej witrynie na pliki cookie i ' +
        'zacznij od nowa.',
    },
    self_service_flow_expired: {
      title: 'To trwało zbyt długo',
      text: 'Dla Twojego bezpieczeństwa formularz został zamknięty. Zacznij od nowa.',
    },
    self_service_flow_return_to_forbidden: {
      title: 'Ten link prowadzi w nieznane miejsce',
      text:
        'Skierowałby Cię pod adres, który nie jest tu dozwolony, dlatego go zatrzymaliśmy. Wróć tam, skąd ' +
        'przychodzisz, albo zacznij od nowa.',
    },
    self_service_flow_disabled: {
      title: 'To jest wyłączone',
      text: 'Tego, o co prosisz, tu nie ma.',
    },
    session_inactive: { title: 'Sesja jest zakończona', text: 'Zaloguj się, aby kontynuować.' },
  },
  byStatus: {
    400: { title: 'To się nie udało', text: 'Wróć i spróbuj ponownie albo zacznij od nowa.' },
    401: { title: 'Zaloguj się', text: 'To jest tylko dla zalogowanych osób.' },
    403: {
      title: 'To nie jest dozwolone',
      text: 'Jeśli uważasz, że należy Ci się dostęp, zapytaj osoby prowadzące ten serwis.',
    },
    404: { title: 'Nic tu nie ma', text: 'To, o co prosisz, nie istnieje lub już nie istnieje.' },
    410: { title: 'To wygasło', text: 'Zacznij od nowa.' },
    429: { title: 'Zbyt wiele prób', text: 'Poczekaj chwilę i spróbuj ponownie.' },
    503: {
      title: 'Chwileczkę',
      text: 'Serwis nie może teraz odpowiedzieć. Spróbuj ponownie za minutę.',
    },
  },
  unexplained: {
    title: 'Coś poszło nie tak',
    text:
      'To nie Twoja wina. Spróbuj ponownie. Jeśli to się powtórzy, powiadom osoby prowadzące ten serwis, ' +
      'podając numer poniżej.',
  },
}
