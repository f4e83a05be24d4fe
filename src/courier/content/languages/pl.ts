import type { MailTexts } from '../mail-texts.ts'

export const pl: MailTexts = {
  space: ' ',
  colon: ': ',
  minutes: {
    one: '{count} minutę',
    few: '{count} minuty',
    many: '{count} minut',
    other: '{count} minuty',
  },
  hours: {
    one: '{count} godzinę',
    few: '{count} godziny',
    many: '{count} godzin',
    other: '{count} godziny',
  },
  footer: 'Wiadomość wysłana przez {product} na adres {to}.',
  linkHint: 'Jeśli przycisk nie działa, skopiuj ten adres do przeglądarki:',
  codeWorks: 'Kod jest jednorazowy i ważny przez {lifespan}.',
  linkWorks: 'Link jest jednorazowy i ważny przez {lifespan}.',
  unasked:
    'Jeśli to nie Twoja prośba, zignoruj tę wiadomość. Bez Twojego działania nic się nie zmieni.',
  secret: 'Nigdy nie poprosimy Cię o ten kod. Nie podawaj go nikomu.',
  labels: {
    code: 'Twój kod',
    when: 'Kiedy',
    by: 'Kto',
    administrator: 'administrator',
    device: 'Urządzenie',
    place: 'Skąd',
    due: 'Termin',
    getBackIn: 'Odzyskaj moje konto',
  },
  recovery: {
    title: 'Odzyskaj swoje konto',
    lead: 'Otwórz link, aby ponownie zalogować się do {product} i ustawić nowe hasło.',
    short: 'Odzyskaj swoje konto {product}: {url}',
  },
  recoveryCode: {
    subject: '{code} to Twój kod do odzyskania konta',
    lead:
      'Wpisz ten kod na stronie, na której o niego poproszono, aby ponownie zalogować się do ' +
      '{product}.',
    short: '{code} to kod odzyskiwania konta {product}. Nie podawaj go nikomu.',
  },
  verification: {
    subject: 'Potwierdź swój adres e-mail',
    title: 'Czy to Twój adres?',
    lead: 'Otwórz link, aby potwierdzić ten adres e-mail dla konta {product}.',
    label: 'Potwierdź mój adres',
    short: 'Potwierdź ten adres dla konta {product}: {url}',
  },
  verificationCode: {
    subject: '{code} to Twój kod do potwierdzenia adresu e-mail',
    lead:
      'Wpisz ten kod na stronie, na której o niego poproszono, aby potwierdzić ten adres dla konta ' +
      '{product}.',
    label: 'Otwórz stronę z kodem',
    short: '{code} to kod potwierdzenia w {product}. Nie podawaj go nikomu.',
  },
  login: {
    subject: '{code} to Twój kod logowania',
    title: 'Logowanie',
    lead: 'Wpisz ten kod na stronie, na której logujesz się do {product}.',
    notNow:
      'Jeśli teraz się nie logujesz, być może próbuje to zrobić ktoś inny. Bez kodu to się nie ' +
      'uda.',
    short: '{code} to kod logowania do {product}. Nie podawaj go nikomu.',
  },
  registration: {
    subject: '{code} to Twój kod do zakończenia rejestracji',
    title: 'Witamy',
    lead: 'Wpisz ten kod na stronie, na której rejestrujesz się w {product}.',
    short: '{code} to kod do rejestracji w {product}. Nie podawaj go nikomu.',
  },
  noAccount: {
    title: 'Nie ma konta z tym adresem',
    recovery: {
      subject: 'Ktoś próbował odzyskać konto',
      lead:
        'Ktoś, być może Ty, poprosił o odzyskanie konta {product} z tym adresem e-mail. Takie konto ' +
        'nie istnieje.',
    },
    verification: {
      subject: 'Ktoś próbował potwierdzić ten adres',
      lead:
        'Ktoś, być może Ty, poprosił o potwierdzenie tego adresu e-mail dla konta {product}. Takie ' +
        'konto nie istnieje.',
    },
    wasYou: 'Jeśli to Ty, spróbuj z adresem użytym przy rejestracji.',
    otherwise: 'Jeśli to nie Ty, nie musisz nic robić.',
    short: 'Nie ma konta {product} z tym adresem.',
  },
  notice: {
    endSession: 'Jeśli to nie Ty, zakończ sesję, w której to się stało: {endSessionUrl}',
    recover: 'Jeśli nie możesz się już zalogować, odzyskaj swoje konto: {url}',
    wasYou: 'Jeśli to Ty lub jeśli o tym wiesz, nie musisz nic robić.',
    otherwise:
      'W przeciwnym razie ktoś inny może mieć dostęp do Twojego konta. Odzyskaj je, ustaw nowe hasło ' +
      'i zakończ wszystkie inne sesje. Jeśli to się nie uda, powiadom osoby prowadzące ' +
      '{product}.',
    otherwiseTell:
      'W przeciwnym razie ktoś inny może mieć dostęp do Twojego konta. Powiadom osoby prowadzące ' +
      '{product}.',
    short: 'Jeśli to nie Ty, natychmiast odzyskaj swoje konto.',
  },
  names: {
    totp: 'aplikacja uwierzytelniająca',
    lookup_secret: 'kody zapasowe',
    webauthn: 'klucz bezpieczeństwa',
    passkey: 'klucz dostępu',
    code: 'kody wysyłane do Ciebie',
    account: 'konto w innym serwisie',
    accountAt: 'konto {provider}',
    other: 'inny sposób potwierdzenia tożsamości',
  },
  password: {
    title: {
      added: 'Do Twojego konta dodano hasło',
      changed: 'Twoje hasło zostało zmienione',
      removed: 'Twoje hasło zostało usunięte',
    },
    lead: {
      added: 'Do Twojego konta {product} dodano hasło.',
      changed: 'Hasło Twojego konta {product} zostało zmienione.',
      removed: 'Hasło Twojego konta {product} zostało usunięte.',
    },
  },
  factor: {
    title: {
      added: 'Dodano drugi składnik logowania',
      changed: 'Zmieniono drugi składnik logowania',
      removed: 'Usunięto drugi składnik logowania',
    },
    lead: {
      added: 'Do Twojego konta {product} dodano drugi składnik logowania: {what}.',
      changed: 'Na Twoim koncie {product} zmieniono drugi składnik logowania: {what}.',
      removed: 'Z Twojego konta {product} usunięto drugi składnik logowania: {what}.',
    },
  },
  way: {
    title: {
      added: 'Dodano sposób logowania',
      changed: 'Zmieniono sposób logowania',
      removed: 'Usunięto sposób logowania',
    },
    lead: {
      added: 'Do Twojego konta {product} dodano sposób logowania: {what}.',
      changed: 'Na Twoim koncie {product} zmieniono sposób logowania: {what}.',
      removed: 'Z Twojego konta {product} usunięto sposób logowania: {what}.',
    },
  },
  address: {
    title: 'Twój adres został zmieniony',
    lead: {
      added: 'Do Twojego konta {product} dodano adres {added}.',
      changed: 'Adres Twojego konta {product} zmieniono z {gone} na {added}.',
      removed: 'Z Twojego konta {product} usunięto adres {gone}.',
    },
  },
  addresses: {
    title: 'Adres Twojego konta został zmieniony',
    lead: 'Adresy Twojego konta {product} zostały zmienione.',
  },
  several: {
    title: 'Kilka zmian na Twoim koncie',
    lead: 'Twoje konto {product} zmieniono kilka razy w ciągu godziny.',
    more:
      'Aby nie zapełniać skrzynki, nie będziemy osobno informować o zmianach w ciągu najbliższej ' +
      'godziny.',
  },
  taken: {
    subject: 'Ktoś próbował zarejestrować się z Twoim adresem',
    title: 'Masz już konto',
    lead:
      'Ktoś, być może Ty, próbował zarejestrować się w {product} z tym adresem. Konto z tym adresem ' +
      'już istnieje, więc nie utworzono nowego.',
    wasYou: 'Jeśli to Ty, zaloguj się: {loginUrl}',
    recover: 'Jeśli nie możesz się już zalogować, otwórz link, aby odzyskać konto.',
    otherwise:
      'Jeśli to nie Ty, nie musisz nic robić. Nikt nie dostał się na Twoje konto i nikt nie ' +
      'dowiedział się, że ono istnieje.',
    short: 'Jeśli to Ty, zaloguj się.',
    shortRecover: 'Jeśli to Ty, zaloguj się lub odzyskaj konto: {url}',
  },
  signIn: {
    title: 'Nowe logowanie na Twoje konto',
    device: 'Ktoś, być może Ty, zalogował się na Twoje konto {product} z nowego urządzenia.',
    network: 'Ktoś, być może Ty, zalogował się na Twoje konto {product} z nowej sieci.',
    label: 'To nie ja: zakończ tę sesję',
    isIncomplete:
      'Brakowało jeszcze drugiego kroku, ale pierwszy się powiódł, więc ta osoba może znać Twoje ' +
      'hasło.',
    wasYou: 'Jeśli to Ty, nie musisz nic robić.',
    otherwise: 'W przeciwnym razie zakończ sesję przyciskiem, a potem ustaw nowe hasło.',
    short: 'Jeśli to nie Ty, zakończ sesję: {endSessionUrl}',
  },
  resetBegun: {
    title: 'Twoje drugie składniki logowania zostaną usunięte',
    lead:
      'Administrator usunie drugie składniki logowania Twojego konta {product}, takie jak aplikacja ' +
      'uwierzytelniająca, kody zapasowe lub klucz bezpieczeństwa.',
    label: 'Zatrzymaj i zachowaj drugie składniki',
    effect:
      'Potem do zalogowania wystarczy pierwszy krok, a wszystkie Twoje sesje zostaną zakończone.',
    wasYou: 'Jeśli to Twoja prośba, nie musisz nic robić.',
    otherwise:
      'W przeciwnym razie ktoś mógł się pod Ciebie podszyć. Zatrzymaj to przyciskiem lub logując się ' +
      'drugim składnikiem i powiadom osoby prowadzące {product}.',
    short: 'Jeśli to nie Twoja prośba, zatrzymaj to: {cancelUrl}',
  },
  deletionRequested: {
    title: 'Twoje konto zostanie usunięte',
    lead: 'Ktoś, być może Ty, poprosił o usunięcie Twojego konta {product}. Wszystkie Twoje sesje zostały zakończone.',
    label: 'Zachowaj konto: zaloguj się',
    effect: 'Potem wszystko, co jest tu o Tobie zapisane, zostanie trwale usunięte.',
    keep: 'Aby zachować konto, zaloguj się przed tym terminem.',
    otherwise: 'Jeśli to nie Ty, zaloguj się teraz i ustaw nowe hasło: ktoś może je znać.',
    short: 'Aby je zachować, zaloguj się przed tym terminem.',
  },
  deletionSoon: {
    title: 'Twoje konto wkrótce zostanie usunięte',
    lead: 'Twoje konto {product} zostanie usunięte zgodnie z prośbą.',
    label: 'Zachowaj konto: zaloguj się',
    keep: 'Aby zachować konto, zaloguj się przed tym terminem. W przeciwnym razie nie musisz nic robić.',
    short: 'Aby je zachować, zaloguj się przed tym terminem.',
  },
  deletionCancelled: {
    title: 'Twoje konto zostaje',
    lead: 'Twoje konto {product} nie zostanie usunięte.',
    otherwise: 'Jeśli to nie Ty, powiadom osoby prowadzące {product}.',
    short: 'Pozostaje bez zmian.',
  },
  deleted: {
    title: 'Twoje konto usunięto',
    lead: 'Twoje konto {product} usunięto wraz ze wszystkim, co było tu o Tobie zapisane.',
    otherwise: 'To ostatnia wiadomość na ten adres. Nie można tego cofnąć.',
    short: 'To ostatnia wiadomość.',
  },
  resetDone: {
    title: 'Twoje drugie składniki logowania usunięto',
    lead:
      'Administrator usunął drugie składniki logowania Twojego konta {product}. Wszystkie Twoje ' +
      'sesje zostały zakończone.',
    next: 'Zaloguj się i skonfiguruj nowy drugi składnik w ustawieniach.',
    otherwise:
      'Jeśli to nie Twoja prośba, ustaw też nowe hasło i powiadom osoby prowadzące ' + '{product}.',
    short: 'Zaloguj się i skonfiguruj nowy.',
  },
  reported: {
    title: 'Zgłoszenie z Twojego konta',
    lead:
      'Z Twojego konta {product} zgłoszono, że coś nie pochodzi od Ciebie. Wszystkie sesje ' +
      'zakończono i żadne urządzenie nie jest już zapamiętane.',
    wasYou: 'Jeśli to Ty, odzyskaj konto i ustaw nowe hasło.',
    otherwise:
      'Jeśli nie, na Twoim koncie był ktoś inny. Odzyskaj je, ustaw nowe hasło i powiadom ' +
      'osoby prowadzące {product}.',
    short: 'Odzyskaj je i ustaw nowe hasło.',
  },
  dataReady: {
    title: 'Twoje dane można pobrać',
    lead: 'Poproszono o dane, które {product} przechowuje o Tobie. Plik jest gotowy.',
    label: 'Pobierz moje dane',
    signIn: 'Strona wymaga zalogowania się na to konto, aby sam odnośnik był bezwartościowy.',
    otherwise:
      'Jeśli to nie była Twoja prośba, nie otwieraj odnośnika. Ustaw nowe hasło i zakończ ' +
      'wszystkie pozostałe sesje.',
    short: 'Pobierz swoje dane z {product}: {downloadUrl}',
  },
  dataDownloaded: {
    title: 'Twoje dane zostały pobrane',
    lead: 'Pobrano plik z danymi, które {product} przechowuje o Tobie.',
  },
}
