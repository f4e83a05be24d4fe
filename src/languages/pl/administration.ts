import type { AdministrationTexts, RefusalPartTexts } from '../translation.ts'

export const administration: AdministrationTexts = {
  consoleLate:
    'Logowanie trwało zbyt długo albo zaczęło się w innej przeglądarce. Proszę zalogować się ' +
    'ponownie.',
  consoleIncomplete: 'Ten adres jest niepełny. Proszę otworzyć konsolę i zalogować się stamtąd.',
  noIdentity: 'Nie ma tożsamości o tym ID.',
  noSessionHere: 'Nie ma sesji o tym ID.',
  noSessions: 'Ta tożsamość nie ma sesji.',
  impersonationOff:
    'Sesji innych osób nie można tu otwierać. Pozwala na to pallas.impersonation.enabled w ' +
    'konfiguracji.',
  impersonationDisabled: 'To konto jest wyłączone, więc nikt nie może mieć jego sesji.',
  impersonationOperator: 'To jest konto operatora.',
  impersonationReason:
    'Potrzebny jest powód o długości od {least} do {most} znaków. Osoba może go przeczytać.',
  tokenName: 'Token musi mieć nazwę o długości najwyżej {most} znaków.',
  tokenExpired: 'Token byłby już nieważny.',
  noToken: 'Nie ma tokenu o tym ID.',
  lastAdminAccount:
    'To jest konto ostatniego operatora z rolą admin i nie może zostać {what}. Najpierw proszę ' +
    'dać tę rolę komuś innemu albo ją temu odebrać.',
  lastAdmin: 'To jest ostatni operator z rolą admin. Najpierw proszę dać tę rolę komuś innemu.',
  nobodyHasAddress: 'Nikt nie ma tego adresu. Proszę podać ID tożsamości.',
  addressUnconfirmed:
    'Ten adres nie jest potwierdzony. Jeśli to właściwa osoba, proszę podać ID: {id}',
  noOperator: 'Nie ma operatora o tej tożsamości.',
  operatorNeeds: 'To jest konto operatora, co wymaga roli {role}.',
  roleNeeded: 'Wymaga to roli {needed}, a Twoja rola to {own}.',
  roleOfToken: 'Wymaga to roli {needed}, a rola tokenu to {own}.',
  noJob: 'Nie ma zadania o tym ID.',
  nobodyNamed: 'Nikogo nie wskazano.',
  mostPeople: 'Można wskazać najwyżej {most} osób; wyszukiwanie nie ma ograniczenia.',
  jobOver: 'Zadanie jest zakończone: {state}.',
  jobLog: 'Dziennik serwera mówi, dlaczego.',
  jobDefect: 'Nie powiodło się z powodu, który podaje dziennik serwera.',
  noSchema: 'Nie ma schematu tożsamości o tym ID.',
  noCredentialType: 'Nie ma czego usunąć z tego rodzaju. Można usunąć: {types}.',
  lastWay: 'To ostatni sposób, w jaki tożsamość może się zalogować. Nie można go usunąć.',
  noCredential: 'Tożsamość nie ma takiej metody logowania.',
  whichAccount:
    'Parametr identifier musi mówić, które konto u którego dostawcy: dostawca, dwukropek, ' +
    'podmiot.',
  searchValues: 'Naraz można szukać najwyżej {most} wartości cech i metadanych.',
  searchTimes: 'Czas, od którego liczy się {field}, musi być wcześniejszy niż jego koniec.',
  searchLong: 'To za dużo tekstu do wyszukiwania.',
  searchWords: 'Naraz można szukać najwyżej {most} słów.',
  searchTrait:
    '{field} nie jest cechą, której można szukać. Schemat oznacza takie przez {mark}. Znane są: ' +
    '{known}.',
  searchPath: '{field} wymaga ścieżki do wartości, na przykład {example}.',
  searchEmpty: '{field} wymaga tekstu do wyszukania.',
  noCall: 'Takiego wywołania nie ma w skrzynce nadawczej.',
  callWaits: 'To wywołanie jest jeszcze do wykonania.',
  noDeletion: 'Tego konta nie trzeba usuwać.',
  noReset: 'Nie czeka żadne zresetowanie drugich składników tej tożsamości.',
  noSecondFactor: 'Tożsamość nie skonfigurowała drugiego składnika, który można usunąć.',
  noSuchAddress: 'Tożsamość nie ma takiego adresu do potwierdzenia.',
  noAddressLeft: 'Nie ma już adresu do potwierdzenia.',
  recoveryByOff: 'Odzyskiwanie przez {way} jest wyłączone.',
  recoveryDisabled: 'Konto jest wyłączone: nikt nie może go odzyskać.',
  recoveryNoAddress: 'Konto nie ma adresu do odzyskiwania.',
  noMessage: 'Nie ma wiadomości o tym ID.',
  notAbandoned: 'Wiadomość nie jest porzucona, lecz {status}.',
  noMail: 'W skrzynce nie ma wiadomości o tym ID.',
  noEntry: 'Nie ma wpisu o tym ID.',
  noTrial: 'Nie ma próby o tym ID.',
  unknownHost:
    'Administracja nie zna nazwy hosta tego żądania; nazwy, pod którymi jest wywoływana, należą ' +
    'do pallas.admin.hosts.',
  otherSite: 'Administracja nie odpowiada na żądania innych witryn.',
  tokenNeeded:
    'Administracja wymaga tokenu: Authorization: Bearer oraz jednego z pallas.admin.tokens lub ' +
    'z pallas tokens add.',
  tokenWrong: 'To nie jest token administracji albo wygasł.',
  providerAway: 'jest nieosiągalny',
  providerStatus: 'odpowiada {code}',
  providerSilent: 'brak odpowiedzi w ciągu {seconds} sekund',
  databaseSilent: 'Baza danych nie odpowiada.',
  databaseUnwritable: 'Do bazy danych nie można zapisywać.',
  ending: 'Serwer kończy pracę.',
  migrations: 'Migracje bazy danych czekają: {names}. Proszę uruchomić {command}.',
  messageSealed: 'Jest zapieczętowana kluczem, którego już nie ma.',
  messageAddress: 'Adres zawiera znaki, których żaden adres nie ma.',
  messageSilent: 'Usługa nie odpowiedziała.',
  messageStatus: 'Usługa odpowiedziała stanem {code}.',
  messageNoChannel: 'Nie skonfigurowano kanału dla wiadomości tekstowych (courier.channels).',
  wentWrong: 'Coś poszło nie tak.',
  callNotMade: 'Nie udało się wykonać wywołania.',
  callStatus: 'Odpowiedź ma stan {code}.',
  callLate: 'Nie było odpowiedzi na czas.',
  callSilent: 'Nie było odpowiedzi.',
  callLong: 'Odpowiedź jest zbyt długa.',
  lineUnreadable: 'Nie można odczytać wiersza: {why}.',
  lineNotJson: 'Wiersz nie jest JSON-em albo jest zbyt głęboko zagnieżdżony.',
  lineNoObject: 'Wiersz musi być obiektem JSON.',
  hashRefused: 'Nie można przyjąć zahaszowanego hasła: {why}.',
  keyRefused: 'Nie można przyjąć klucza: {why}.',
  appRefused:
    'Nie można przyjąć aplikacji uwierzytelniającej: jej adres musi mieć postać ' +
    'otpauth://totp/… z sekretem w base32 o długości co najmniej 10 bajtów i kodami znanego ' +
    'rodzaju.',
  codesRefused:
    'Nie można przyjąć kodów zapasowych: każdy musi mieć od {least} do {most} liter i cyfr.',
  addressesRefused: 'Nie można przyjąć adresów kodów: są to adresy cech, które przewiduje schemat.',
  fieldObject: '{field} musi być obiektem.',
  fieldUnknown: '{field} ma nieznany klucz: {key}.',
  fieldTextOf: '{field} musi być tekstem o długości najwyżej {most} znaków.',
  fieldText: '{field} musi być tekstem.',
  fieldLong: '{field} przekracza {most} znaków.',
  fieldBoolean: '{field} musi być true lub false.',
  fieldNumber: '{field} musi być liczbą.',
  fieldOneOf: '{field} musi być jednym z: {choices}.',
  fieldHasOne: '{field} musi mieć jedno z: {choices}.',
  fieldList: '{field} musi być listą.',
  fieldEntries: '{field} ma więcej niż {most} pozycji.',
  fieldUuid: '{field} musi być UUID.',
  fieldTime: '{field} musi być czasem zgodnym z RFC 3339.',
  fieldMissing: 'Brakuje {field}.',
  databaseFile: 'Nie można otworzyć pliku bazy danych.',
  messagePrivate:
    'Serwer poczty jest w sieci prywatnej, czego zabrania ' +
    'clients.smtp.disallow_private_ip_ranges.',
  messageClosed: 'Połączenie zostało zamknięte.',
  templateAddress: 'Nie można pobrać szablonu z jego adresu.',
  templateLong: 'Szablon jest za długi.',
  templateUnreadable: 'Nie można odczytać pliku szablonu.',
  templateMissing: 'Nie ma pliku szablonu.',
  templateFolder: 'Nie można odczytać folderu szablonów.',
}

export const refusalParts: RefusalPartTexts = {
  what: {
    confirm: 'jej potwierdzić',
    extend: 'jej przedłużyć',
    console: 'zalogować się do konsoli',
    report: 'zgłosić tego, co się stało',
    data: 'zabrać danych konta',
    credentials: 'zmienić danych logowania ani adresów',
    delete: 'usunąć konta',
    deleted: 'usunięte',
    disabled: 'wyłączone',
  },
  kind: {
    login: 'logowanie',
    registration: 'rejestracja',
    settings: 'ustawienia',
    recovery: 'odzyskiwanie',
    verification: 'potwierdzanie',
  },
  subject: {
    identifier: 'Identyfikator',
    verifiable: 'Adres do potwierdzenia',
    recovery: 'Adres do odzyskiwania',
    external: 'Zewnętrzne ID',
    id: 'ID',
  },
  state: {
    done: 'wykonane',
    cancelled: 'anulowane',
    failed: 'nieudane',
  },
  status: {
    queued: 'w kolejce',
    processing: 'wysyłana',
    sent: 'wysłana',
  },
  way: {
    code: 'kod',
    link: 'link',
  },
  field: {
    body: 'Treść',
  },
  why: {
    hash: 'jest nieznanego rodzaju',
    cost: '{field} ({meaning}) to {value}, więcej niż {most}',
    utf8: 'nie jest w UTF-8',
    endless: 'lista nie ma końca',
    long: 'przekracza {most} bajtów',
    handle: 'user_handle musi być base64 o długości od 1 do 64 bajtów',
    twice: 'dwa klucze mają to samo ID',
    id: 'ID musi być w base64',
    count: 'sign_count musi być liczbą całkowitą 32-bitową',
    key: 'public_key musi być kluczem COSE znanego algorytmu, w base64',
  },
}
