import type { NoticeType } from '../courier.ts'
import { notes, type LetterFacts, type LetterOf, type NoticeFacts } from './letter.ts'

const factors: Readonly<Record<string, string>> = {
  totp: 'eine Authenticator-App',
  lookup_secret: 'Ersatzcodes',
  webauthn: 'ein Sicherheitsschlüssel',
}
/** Wege, sich anzumelden. */
const ways: Readonly<Record<string, string>> = {
  passkey: 'ein Passkey',
  webauthn: 'ein Sicherheitsschlüssel',
  code: 'Codes, die Sie zugeschickt bekommen',
  oidc: 'ein Konto bei einem anderen Anbieter',
  saml: 'ein Konto bei einem anderen Anbieter',
}
const wayOf = ({ factor, provider }: NoticeFacts): string =>
  provider === '' ? (ways[factor] ?? 'ein anderer Weg') : `ein Konto bei ${provider}`
const turns = { added: 'hinzugefügt', changed: 'geändert', removed: 'entfernt' } as const

const circumstances = ({ when, device, place, byAdministrator }: NoticeFacts) =>
  notes(
    when === '' ? '' : `Wann: ${when}`,
    byAdministrator ? 'Von: der Verwaltung' : device === '' ? '' : `Mit: ${device}`,
    byAdministrator || place === '' ? '' : `Von: ${place}`,
  )

const endSession = (notice: NoticeFacts) =>
  notes(
    notice.endSessionUrl === ''
      ? ''
      : 'Waren Sie es nicht, beenden Sie die Sitzung, in der es geschah: ' + notice.endSessionUrl,
  )

const recoveryNote = (url: string) =>
  url === '' ? '' : `Können Sie sich nicht mehr anmelden, holen Sie sich Ihr Konto zurück: ${url}`

function told(
  { url, product, notice }: LetterFacts,
  title: string,
  lead: string,
  more: readonly string[] = [],
) {
  return {
    subject: title,
    title,
    lead,
    ...(url === '' ? {} : { action: { label: 'Zurück in mein Konto', url } }),
    notes: [
      ...circumstances(notice),
      ...more,
      ...endSession(notice),
      'Waren Sie es selbst, oder wussten Sie davon, ist nichts zu tun.',
      url === ''
        ? 'Wenn nicht, ist vielleicht jemand anderes in Ihrem Konto. Bitte wenden Sie sich an ' +
          `die Betreiber von ${product}.`
        : 'Wenn nicht, ist vielleicht jemand anderes in Ihrem Konto. Holen Sie es sich zurück, ' +
          'wählen Sie ein neues Passwort und beenden Sie alle anderen Sitzungen. Gelingt das ' +
          `nicht, wenden Sie sich an die Betreiber von ${product}.`,
    ],
    short: `${lead} Waren Sie es nicht, holen Sie sich Ihr Konto sofort zurück.`,
  }
}

function addressLead({ gone, added }: NoticeFacts, product: string): string {
  if (gone === '') return `Zu Ihrem Konto bei ${product} kam die Adresse ${added} hinzu.`
  if (added === '') return `Aus Ihrem Konto bei ${product} wurde die Adresse ${gone} entfernt.`
  return `Die Adresse Ihres Kontos bei ${product} wurde von ${gone} auf ${added} geändert.`
}

/** Without the addresses, as in English. */
export const germanAddressesChanged: LetterOf = (facts) =>
  told(
    facts,
    'Eine Adresse Ihres Kontos wurde geändert',
    `Die Adressen Ihres Kontos bei ${facts.product} wurden geändert.`,
  )

export const germanNotices: Readonly<Record<NoticeType, LetterOf>> = {
  password_changed_valid: (facts) => {
    const { turn } = facts.notice
    return turn === 'added'
      ? told(
          facts,
          'Ihr Konto hat jetzt ein Passwort',
          `Zu Ihrem Konto bei ${facts.product} wurde ein Passwort hinzugefügt.`,
        )
      : told(
          facts,
          `Ihr Passwort wurde ${turns[turn]}`,
          `Das Passwort Ihres Kontos bei ${facts.product} wurde ${turns[turn]}.`,
        )
  },
  second_factor_changed_valid: (facts) => {
    const { turn, factor } = facts.notice
    return told(
      facts,
      `Ein zweiter Faktor wurde ${turns[turn]}`,
      `Ein zweiter Faktor Ihres Kontos bei ${facts.product} wurde ${turns[turn]}: ` +
        `${factors[factor] ?? 'ein weiterer Nachweis, dass Sie es sind'}.`,
    )
  },
  sign_in_method_changed_valid: (facts) => {
    const { turn } = facts.notice
    return told(
      facts,
      `Ein Weg, sich anzumelden, wurde ${turns[turn]}`,
      `Ein Weg, sich bei Ihrem Konto bei ${facts.product} anzumelden, wurde ${turns[turn]}: ` +
        `${wayOf(facts.notice)}.`,
    )
  },
  address_changed_valid: (facts) =>
    told(facts, 'Ihre Adresse wurde geändert', addressLead(facts.notice, facts.product)),
  account_changed_valid: (facts) =>
    told(
      facts,
      'Mehrere Änderungen an Ihrem Konto',
      `Ihr Konto bei ${facts.product} wurde innerhalb einer Stunde mehrmals geändert.`,
      [
        'Damit Ihr Postfach benutzbar bleibt, werden weitere Änderungen in der nächsten Stunde ' +
          'nicht einzeln gemeldet.',
      ],
    ),
  registration_taken_valid: ({ url, product, notice }) => {
    const lead =
      `Jemand, vielleicht Sie selbst, wollte mit dieser Adresse ein Konto bei ${product} anlegen. ` +
      'Zu ihr gibt es schon ein Konto, deshalb wurde kein neues angelegt.'
    return {
      subject: 'Jemand wollte mit Ihrer Adresse ein Konto anlegen',
      title: 'Sie haben schon ein Konto',
      lead,
      ...(url === '' ? {} : { action: { label: 'Zurück in mein Konto', url } }),
      notes: notes(
        ...circumstances(notice),
        notice.loginUrl === '' ? '' : `Waren Sie es selbst, melden Sie sich an: ${notice.loginUrl}`,
        url === '' ? '' : 'Können Sie sich nicht mehr anmelden, folgen Sie dem Link.',
        'Wenn nicht, ist nichts zu tun. Niemand ist in Ihrem Konto, und niemand hat erfahren, dass ' +
          'es eines gibt.',
      ),
      short: `${lead} Waren Sie es selbst, melden Sie sich an${url === '' ? '.' : `, oder: ${url}`}`,
    }
  },
  new_sign_in_valid: ({ url, product, notice }) => {
    const lead =
      `Jemand, vielleicht Sie selbst, hat sich bei Ihrem Konto bei ${product} angemeldet, ` +
      (notice.isNew === 'network'
        ? 'aus einem Netz, aus dem es bisher nicht benutzt wurde.'
        : 'mit einem Gerät, mit dem es bisher nicht benutzt wurde.')
    return {
      subject: 'Neue Anmeldung bei Ihrem Konto',
      title: 'Neue Anmeldung bei Ihrem Konto',
      lead,
      action: { label: 'Ich war es nicht: Sitzung beenden', url: notice.endSessionUrl },
      notes: notes(
        ...circumstances(notice),
        notice.isIncomplete
          ? 'Der zweite Schritt fehlte da noch; wer es auch war, kannte den ersten, etwa Ihr Passwort.'
          : '',
        'Waren Sie es selbst, ist nichts zu tun.',
        'Wenn nicht, beenden Sie die Sitzung mit dem Knopf und wählen Sie ein neues Passwort.',
        recoveryNote(url),
      ),
      short: `${lead} Waren Sie es nicht, beenden Sie die Sitzung: ${notice.endSessionUrl}`,
    }
  },
  second_factor_reset_begun_valid: ({ product, notice }) => {
    const lead =
      `Die Verwaltung wird die zweiten Faktoren Ihres Kontos bei ${product} entfernen, etwa eine ` +
      'Authenticator-App, Ersatzcodes oder einen Sicherheitsschlüssel.'
    return {
      subject: 'Ihre zweiten Faktoren werden entfernt',
      title: 'Ihre zweiten Faktoren werden entfernt',
      lead,
      action: { label: 'Anhalten: zweite Faktoren behalten', url: notice.cancelUrl },
      notes: notes(
        ...circumstances(notice),
        notice.due === '' ? '' : `Es geschieht am: ${notice.due}`,
        'Dann genügt der erste Schritt zur Anmeldung, und Sie werden überall abgemeldet.',
        'Haben Sie darum gebeten, ist nichts zu tun.',
        'Wenn nicht, hat sich vielleicht jemand für Sie ausgegeben. Halten Sie es mit dem Knopf ' +
          'an, oder indem Sie sich mit Ihrem zweiten Faktor anmelden, und wenden Sie sich an die ' +
          `Betreiber von ${product}.`,
      ),
      short: `${lead} Haben Sie nicht darum gebeten, halten Sie es an: ${notice.cancelUrl}`,
    }
  },
  second_factor_reset_done_valid: ({ url, product, notice }) => {
    const lead =
      `Die Verwaltung hat die zweiten Faktoren Ihres Kontos bei ${product} entfernt. Sie wurden ` +
      'überall abgemeldet.'
    return {
      subject: 'Ihre zweiten Faktoren wurden entfernt',
      title: 'Ihre zweiten Faktoren wurden entfernt',
      lead,
      ...(url === '' ? {} : { action: { label: 'Zurück in mein Konto', url } }),
      notes: [
        ...circumstances(notice),
        'Melden Sie sich an und richten Sie in den Einstellungen einen neuen zweiten Faktor ein.',
        'Haben Sie nicht darum gebeten, wählen Sie auch ein neues Passwort und wenden Sie sich ' +
          `an die Betreiber von ${product}.`,
      ],
      short: `${lead} Melden Sie sich an und richten Sie einen neuen ein.`,
    }
  },
}
