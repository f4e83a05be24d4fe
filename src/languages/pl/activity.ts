// What the page about the activity of an account says in Polish, and that for what was not its owner.
import type { ActivityTexts } from '../translation.ts'

export const activity: ActivityTexts = {
  activity: {
    title: 'Co działo się z Twoim kontem',
    lead: 'Najnowsze są na górze. Jeśli coś nie pochodzi od Ciebie, zgłoś to.',
    off:
      'Ta usługa nie zapisuje, co dzieje się z kontami. Oto miejsca, w których trwa ' +
      'zalogowanie.',
    none: 'Nic jeszcze nie zapisano.',
    link: 'Aktywność',
    newest: 'Najnowsze',
    older: 'Starsze',
    first: 'Pierwszy raz',
    method: 'Metoda: {methods}',
    change: '{what}: {turn}',
    times: { one: 'Raz', few: '{count} razy', many: '{count} razy', other: '{count} razy' },
    ended: {
      one: 'Jedna sesja',
      few: '{count} sesje',
      many: '{count} sesji',
      other: '{count} sesji',
    },
    by: 'Kto: {who}',
    who: {
      administrator: 'administracja',
      support: 'pomoc techniczna',
      server: 'sama usługa',
      unknown: 'ktoś bez zalogowania',
    },
    turns: { added: 'dodanie', changed: 'zmiana', removed: 'usunięcie' },
    things: {
      password: 'Hasło',
      code: 'Wysłany kod',
      link: 'Wysłany link',
      oidc: 'Konto u dostawcy',
      totp: 'Aplikacja uwierzytelniająca',
      lookup_secret: 'Kody zapasowe',
      webauthn: 'Klucz bezpieczeństwa',
      passkey: 'Klucz dostępu',
      profile: 'Profil',
      addresses: 'Adresy',
      sessions: 'Inne sesje',
      state: 'Stan konta',
      rest: 'Inne dane',
    },
    actions: {
      'identity.created': 'Utworzenie konta',
      'identity.updated': 'Zmiana konta',
      'credential.changed': 'Zmiana danych logowania',
      'credential.revealed': 'Podgląd danych logowania',
      'address.verified': 'Potwierdzenie adresu',
      'verification.sent': 'Wysłanie prośby o potwierdzenie adresów',
      'login.succeeded': 'Zalogowanie',
      'login.failed': 'Nieudane logowanie',
      'recovery.succeeded': 'Odzyskanie konta',
      'recovery.handed-out': 'Wydanie kodu lub linku do odzyskania konta',
      'recovery.sent': 'Wysłanie linku do odzyskania konta',
      'impersonation.begun': 'Przygotowanie wglądu w Twoje konto',
      'impersonation.opened': 'Otwarcie Twojego konta, by zobaczyć to, co widzisz Ty',
      'session.exchanged': 'Przekazanie sesji aplikacji',
      'session.extended': 'Przedłużenie sesji',
      'session.revoked': 'Zakończenie sesji',
      'sessions.revoked': 'Zakończenie sesji na wielu urządzeniach',
      'devices.forgotten': 'Zapomnienie zapamiętanych urządzeń',
      'activity.reported': 'Zgłoszenie: to nie Ty',
      'factor-reset.begun': 'Zapowiedź usunięcia drugich składników',
      'factor-reset.cancelled': 'Zatrzymanie usunięcia drugich składników',
      'factor-reset.done': 'Usunięcie drugich składników',
      'shield.cleared': 'Zniesienie blokad po błędnych próbach',
      'deletion.requested': 'Prośba o usunięcie konta',
      'deletion.cancelled': 'Zatrzymanie usunięcia konta',
      'data.requested': 'Prośba o pobranie danych',
      'data.exported': 'Pobranie danych',
      'operator.added': 'Nadanie roli w konsoli',
      'operator.removed': 'Odebranie roli w konsoli',
      'console.signed-in': 'Zalogowanie do konsoli',
      'console.signed-out': 'Wylogowanie z konsoli',
    },
  },
  notMe: {
    button: 'To nie ja',
    buttonOf: 'To nie ja: {what}',
    title: 'To nie Ty?',
    lead:
      'Po naciśnięciu przycisku wszystkie sesje Twojego konta zostaną zakończone, także ' +
      'ta. Urządzenia, które nie wymagają drugiego kroku, zostaną zapomniane. Potem ' +
      'odzyskasz konto i wybierzesz nowe hasło. Osoby prowadzące tę usługę zobaczą Twoje ' +
      'zgłoszenie.',
    label: 'Wyloguj wszędzie',
    back: 'Wróć do aktywności',
    doneTitle: 'Wszystkie sesje są zakończone',
    doneLead:
      'Nikt nie jest już zalogowany na Twoim koncie. Odzyskaj je teraz i wybierz nowe ' +
      'hasło: stare może być komuś znane.',
    recover: 'Odzyskaj moje konto',
    ask:
      'Zaloguj się i wybierz nowe hasło. Jeśli nie da się już zalogować, zapytaj osoby ' +
      'prowadzące tę usługę.',
    signIn: 'Zaloguj się',
  },
}
