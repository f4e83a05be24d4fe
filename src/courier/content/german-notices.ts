import type { NoticeType } from '../courier.ts'
import { notes, type LetterFacts, type LetterOf, type NoticeFacts } from './letter.ts'

const factors: Readonly<Record<string, string>> = {
  totp: 'eine Authenticator-App',
  lookup_secret: 'Ersatzcodes',
  webauthn: 'ein Sicherheitsschlüssel',
}
const turns = { added: 'hinzugefügt', changed: 'geändert', removed: 'entfernt' } as const

const circumstances = ({ when, device, byAdministrator }: NoticeFacts) =>
  notes(
    when === '' ? '' : `Wann: ${when}`,
    byAdministrator ? 'Von: der Verwaltung' : device === '' ? '' : `Mit: ${device}`,
  )

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
}
