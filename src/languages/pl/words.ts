import type { WordTexts } from '../translation.ts'

export const words: WordTexts = {
  takenWithoutHints:
    'Istnieje już konto dla {credential_identifier_hint}. Zaloguj się na nie albo je odzyskaj.',
  ways: {
    password: 'hasło',
    code: 'kod',
    webauthn: 'klucz bezpieczeństwa',
    passkey: 'klucz dostępu',
  },
  types: {
    string: 'tekst',
    number: 'liczba',
    integer: 'liczba całkowita',
    boolean: 'tak lub nie',
    array: 'lista',
    object: 'grupa',
    null: 'puste',
  },
  unexplained: 'Sprawdź wpisane dane.',
  reasons: {
    'password-words': 'to niewiele więcej niż Twoje dane lub nazwa tego serwisu',
    'password-common': 'używa go wiele osób. Wybierz inne',
    'password-unchecked':
      'nie udało się go porównać z listą haseł, które wyciekły. Spróbuj ponownie',
    'web-address': 'To nie jest adres internetowy.',
    date: 'To nie jest data taka jak 2024-12-31.',
    time: 'To nie jest godzina taka jak 12:30:00Z.',
    'date-time': 'To nie jest data z godziną taka jak 2024-12-31T12:30:00Z.',
    email: 'Podaj adres e-mail.',
    phone: 'Podaj numer telefonu zaczynający się od + i numeru kraju.',
    choice: 'Dozwolone wartości: {choices}.',
    'too-many-entries': 'Jest tu więcej pozycji, niż wolno.',
    'more-needed': 'Trzeba tu wypełnić więcej.',
    'not-allowed': 'Ta wartość nie jest tu dozwolona.',
    'many-tries-moment': 'Było zbyt wiele błędnych prób. Spróbuj ponownie za chwilę.',
    'many-tries': {
      one: 'Było zbyt wiele błędnych prób. Spróbuj ponownie za {count} minutę.',
      few: 'Było zbyt wiele błędnych prób. Spróbuj ponownie za {count} minuty.',
      many: 'Było zbyt wiele błędnych prób. Spróbuj ponownie za {count} minut.',
      other: 'Było zbyt wiele błędnych prób. Spróbuj ponownie za {count} minuty.',
    },
    'many-messages-moment': 'Poproszono o zbyt wiele wiadomości. Spróbuj ponownie za chwilę.',
    'many-messages': {
      one: 'Poproszono o zbyt wiele wiadomości. Spróbuj ponownie za {count} minutę.',
      few: 'Poproszono o zbyt wiele wiadomości. Spróbuj ponownie za {count} minuty.',
      many: 'Poproszono o zbyt wiele wiadomości. Spróbuj ponownie za {count} minut.',
      other: 'Poproszono o zbyt wiele wiadomości. Spróbuj ponownie za {count} minuty.',
    },
    'wrong-codes-ask': 'Było zbyt wiele błędnych kodów. Poproś o nowy.',
    'wrong-codes-start': 'Było zbyt wiele błędnych kodów. Zacznij od nowa.',
    'message-sent-already':
      'Ten formularz już wysłał swoją wiadomość. Zacznij od nowa, jeśli potrzebujesz kolejnej.',
    'not-sent-on':
      'To się udało, ale nie możemy przekierować Cię dalej: ten adres nie jest dozwolony.',
    'address-proved':
      'Ten adres jest już potwierdzony w tym logowaniu. Użyj innego drugiego składnika.',
    'another-account': 'Bieżące logowanie dotyczy innego konta; tu można potwierdzić tylko tamto.',
    'signed-in-already': 'Jesteś już na swoim koncie. Najpierw się wyloguj.',
    'provider-refused': '{provider} nie ma Twojej zgody, by powiedzieć nam, kim jesteś.',
    'provider-failed': '{provider} nie może nam powiedzieć, kim jesteś ({error}).',
    'provider-silent': '{provider} teraz nie odpowiada. Spróbuj później albo w inny sposób.',
    'provider-not-accepted': 'To, co mówi o Tobie {provider}, nie daje tu dostępu.',
    'provider-unnamed': 'Wskaż konto, które chcesz połączyć lub odłączyć.',
    'last-way-provider':
      'To Twój ostatni sposób logowania. Najpierw ustaw hasło albo połącz inne konto.',
    'last-way-key': 'To Twój ostatni sposób logowania. Najpierw ustaw hasło albo dodaj inny klucz.',
    'key-not-added':
      'Nie udało się dodać tego klucza. Wczytaj stronę ponownie i spróbuj jeszcze raz.',
    'key-there': 'Ten klucz jest już dodany.',
    'key-answer':
      'To nie jest odpowiedź klucza dostępu ani klucza bezpieczeństwa. Spróbuj ponownie.',
    'app-there': 'Jest już aplikacja uwierzytelniająca. Usuń ją, zanim skonfigurujesz inną.',
    'app-key-gone': 'Klucza aplikacji uwierzytelniającej nie ma już w tym formularzu. Użyj nowego.',
    'no-codes': 'Nie ma jeszcze kodów zapasowych. Utwórz nowe.',
    'no-new-codes': 'Nie ma nowych kodów zapasowych do potwierdzenia. Utwórz nowe.',
  },
}
