// Polski: strony o osobach.
import type { ConsoleTexts } from '../areas.ts'
import { sayIn } from '../say.ts'

const { counted, number, megabytes } = sayIn('pl')

export const people: ConsoleTexts['people'] = {
  columns: 'Kolumny',
  columnNames: {
    state: 'Stan',
    schema: 'Schemat',
    identifier: 'Loguje się jako',
    external_id: 'Zewnętrzny ID',
    organization: 'Organizacja',
    id: 'ID',
    last_sign_in: 'Ostatnie logowanie',
    created: 'Utworzono',
    updated: 'Zmieniono',
  },
  sortBy: (column) => `Sortuj według „${column}”`,
  choose: (name) => `Zaznacz: ${name}`,
  many: 'Zrób to z wieloma',
  action: 'Działanie',
  who: 'Z kim',
  chosen: 'Osoby zaznaczone powyżej',
  all: (count) => (count === undefined ? 'Wszystkie znalezione' : `Wszystkie znalezione: ${count}`),
  everybody: (count) => (count === undefined ? 'Wszyscy' : `Wszyscy: ${count}`),
  next: 'Dalej…',
  export: 'Eksportuj',
  format: 'Format',
  formats: { jsonl: 'Wiersze JSON', csv: 'CSV' },
}

export const person: ConsoleTexts['person'] = {
  leavesOn: 'Konto zostanie usunięte',
  keepAccount: 'Zachowaj konto',
  leave: 'Usuń po upływie terminu',
  tabs: 'Osoba',
  profile: 'Profil',
  signIn: 'Logowanie',
  sessions: 'Sesje',
  activity: 'Aktywność',
  json: 'JSON',
  id: 'ID',
  externalId: 'Zewnętrzny ID',
  organization: 'Organizacja',
  created: 'Utworzono',
  updated: 'Zmieniono',
  stateSince: 'od',
  traits: 'Cechy',
  save: 'Zapisz',
  noSchema: 'Schemat tej osoby nie jest już skonfigurowany. Cech nie można zmienić.',
  addresses: 'Adresy',
  addressesLead: 'Wynikają z cech.',
  noAddresses: 'Wśród cech nie ma adresu do potwierdzenia ani do odzyskiwania.',
  address: 'Adres',
  verified: 'Potwierdzony',
  unverified: 'Niepotwierdzony',
  recovery: 'Do odzyskiwania',
  verify: 'Uznaj za potwierdzony',
  unverify: 'Uznaj za niepotwierdzony',
  send: 'Wyślij potwierdzenie',
  messages: 'Wiadomości',
  state: 'Konto',
  disable: 'Wyłącz',
  disableLead:
    'Wyłączone konto pozostaje takie, jakie jest, ale nikt nie może się zalogować, a jego sesje są ' +
    'wstrzymane.',
  enable: 'Włącz',
  delete: 'Usuń',
  deleteLead: 'Usuwa na zawsze konto z metodami logowania, sesjami i procesami.',
  deleteTitle: (name) => `Usunąć: ${name}?`,
  deleteFacts:
    'Tego, co usunięte, nie można przywrócić. Aby kogoś nie wpuszczać, proszę wyłączyć konto.',
  deleteButton: 'Usuń na zawsze',
  keep: 'Zachowaj konto',
  methods: 'Metody logowania',
  noMethods: 'Nie ma jeszcze sposobu, by zalogować się na to konto.',
  method: 'Metoda',
  identifiers: 'Identyfikatory',
  since: 'Od',
  unset: 'Nie ustawiono',
  remove: 'Usuń',
  recover: 'Odzyskiwanie',
  recoverLead:
    'Wpuszcza osobę bez wiadomości. Proszę nie dawać tego nikomu innemu: otwiera to konto.',
  makeCode: 'Utwórz kod',
  makeLink: 'Utwórz link',
  codeTitle: 'Kod odzyskiwania',
  linkTitle: 'Link odzyskiwania',
  shownOnce: 'Jest pokazywany tylko teraz. Działa raz i nie zastępuje żadnego innego.',
  code: 'Kod',
  link: 'Link',
  codePage: 'Do wpisania na',
  expires: 'Ważny do',
  backToPerson: 'Wróć do osoby',
  support: {
    title: 'Zobacz to, co widzi ta osoba',
    lead:
      'Otwiera na kilka minut sesję tej osoby, w której nie można zmieniać danych logowania ani adresów. ' +
      'Osoba może zobaczyć, że sesja była otwarta i z jakiego powodu.',
    reason: 'Powód',
    make: 'Utwórz link',
    shownOnce:
      'Działa raz, w ciągu minuty. Proszę otworzyć go w oknie prywatnym, aby zachować własne logowanie.',
  },
  factors: 'Drugie składniki',
  noFactors: 'Nie ustawiono drugiego składnika.',
  hasFactors: 'Drugie składniki są ustawione.',
  factorsLead:
    'Dla kogoś, kto je utracił. Osoba dostaje powiadomienie i do terminu może to powstrzymać.',
  reset: 'Zresetuj drugie składniki',
  resetDue: 'Czeka reset. Zostanie wykonany',
  cancelReset: 'Anuluj reset',
  devices: 'Zapamiętane urządzenia',
  noDevices: 'Żadne urządzenie nie jest zapamiętane.',
  forget: 'Zapomnij wszystkie urządzenia',
  device: 'Urządzenie',
  endAll: 'Zakończ wszystkie sesje',
  noSessions: 'Brak sesji',
  noSessionsHint: 'Zaczynają się, gdy osoba się zaloguje.',
  methodNames: {
    password: 'Hasło',
    code: 'Kod w wiadomości',
    totp: 'Aplikacja uwierzytelniająca',
    lookup_secret: 'Kody zapasowe',
    webauthn: 'Klucze bezpieczeństwa',
    passkey: 'Klucze dostępu',
    oidc: 'Logowanie przez dostawcę',
    saml: 'SAML',
    profile: 'Profil',
    link_recovery: 'Link odzyskiwania',
    code_recovery: 'Kod odzyskiwania',
  },
}

export const activity: ConsoleTexts['activity'] = {
  show: 'Pokaż',
  shows: { all: 'Wszystko', about: 'Zrobione wobec osoby', by: 'Zrobione przez osobę' },
  none: 'Brak wpisów',
  noneHint: 'Tu pojawia się to, co zmienia konto, dane logowania lub sesję osoby.',
  trail: 'W dzienniku audytu',
}

export const personMessages: ConsoleTexts['personMessages'] = {
  lead: 'Wiadomości na adresy, które konto ma teraz:',
  noAddresses: 'Konto nie ma adresu, na który wysyła się wiadomości.',
  none: 'Brak wiadomości',
  noneHint: 'Wiadomości do osoby pojawiają się, gdy procesy wysyłają kody, linki i powiadomienia.',
}

export const newPerson: ConsoleTexts['newPerson'] = {
  title: 'Nowa osoba',
  schema: 'Schemat',
  chooseSchema: 'Pokaż formularz',
  traits: 'Cechy',
  account: 'Konto',
  password: 'Hasło',
  passwordHint: 'Nieobowiązkowe. Lepiej, aby osoba wybrała je sama: można ją zaprosić.',
  state: 'Stan',
  verified: 'Adresy są uznane za potwierdzone',
  invite: 'Jak osoba uzyska dostęp',
  inviteHint: 'Link lub kod prowadzi osobę do ustawień, gdzie wybiera ona sposób logowania.',
  invites: {
    none: 'Bez powiadomienia: hasłem lub później',
    send: 'Przez link odzyskiwania wysłany na pierwszy adres',
    link: 'Przez link odzyskiwania pokazany tutaj jeden raz',
    code: 'Przez kod odzyskiwania pokazany tutaj jeden raz',
  },
  create: 'Utwórz',
  notInvited: 'Konto zostało utworzone i nikogo nie powiadomiono',
  notInvitedLead: 'Nie udało się utworzyć zaproszenia:',
  toPerson: 'Do osoby',
  done: {
    created: 'Konto zostało utworzone.',
    invited: 'Konto zostało utworzone, a link jest w drodze do osoby.',
  },
}

export const imports: ConsoleTexts['imports'] = {
  title: 'Import osób',
  lead:
    'Plik taki, jaki czyta pallas identities import: wiersze JSON, tablica JSON albo CSV, którego pierwszy ' +
    'wiersz nazywa kolumny ich ścieżkami, jak traits.email i schema_id.',
  limits: (people, bytes, passwords) =>
    `Do ${number(people)} osób w ${megabytes(bytes)}, w tym do ${number(passwords)} z hasłem, które nie ` +
    'jest jeszcze skrótem. Dla większej liczby jest wiersz poleceń:',
  command: (file) => `pallas identities import -c kratos.yml ${file}`,
  file: 'Plik',
  check: 'Sprawdź plik',
  checkHint: 'Niczego to nie zapisuje: najpierw widać, co zostałoby utworzone.',
  report: (name) => `Co utworzyłby plik ${name}`,
  result: (name) => `Co utworzył plik ${name}`,
  wouldBeMade: 'Do utworzenia',
  made: 'Utworzone',
  existing: 'Już istnieją',
  wrong: 'Błędne',
  existingHint: 'Ich ID lub zewnętrzny ID już istnieje: pozostają bez zmian.',
  notStored: 'Niczego jeszcze nie zapisano.',
  nothing: 'W pliku nie ma nikogo do utworzenia.',
  stored: 'Każda z tych osób jest zapisana w całości. Z błędnego wiersza niczego się nie zapisuje.',
  wrongCaption: 'Błędne wiersze',
  madeCaption: 'Osoby z pliku',
  line: 'Wiersz',
  lineHint: 'Wiersze liczy się od 1; w tablicy JSON liczy się osoby.',
  reason: 'Dlaczego',
  person: 'Osoba',
  schema: 'Schemat',
  state: 'Stan',
  firstOnes: (count) => `Pokazano pierwsze ${number(count)}.`,
  import: (count, wrong) =>
    counted(count, {
      one: 'Importuj # osobę',
      few: 'Importuj # osoby',
      many: 'Importuj # osób',
      other: 'Importuj # osoby',
    }) +
    (wrong === 0
      ? ''
      : counted(wrong, {
          one: ', pomiń # wiersz',
          few: ', pomiń # wiersze',
          many: ', pomiń # wierszy',
          other: ', pomiń # wiersza',
        })),
  another: 'Inny plik',
  toPeople: 'Do osób',
  noFile: 'Najpierw proszę wybrać plik.',
  empty: 'W tym pliku nikogo nie ma.',
  tooLarge: (bytes) => `Plik jest większy niż ${megabytes(bytes)}.`,
  tooMany: (people) => `W pliku jest więcej osób niż ${number(people)}.`,
  tooManyPasswords: (count) =>
    `Liczba osób w pliku z hasłem, które nie jest jeszcze skrótem, przekracza ${number(count)}.`,
  refused: 'Ten plik jest dla wiersza poleceń',
  refusedLead: 'Niczego nie zapisano. Proszę użyć:',
}
