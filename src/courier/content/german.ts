import { germanAddressesChanged, germanNotices } from './german-notices.ts'
import { notes, type Letters } from './letter.ts'

const until = (lifespan: string, what: string) =>
  lifespan === '' ? '' : `${what} gilt einmal, innerhalb von ${lifespan}.`
const unasked =
  'Falls Sie das nicht angefordert haben, brauchen Sie nichts zu tun. Ohne diese Nachricht ' +
  'ändert sich nichts.'
const secret = 'Niemand von uns fragt Sie je nach diesem Code. Geben Sie ihn nicht weiter.'

export const german: Letters = {
  language: 'de',
  lifespan: (minutes) =>
    minutes % 60 === 0 && minutes >= 60
      ? minutes === 60
        ? 'einer Stunde'
        : `${minutes / 60} Stunden`
      : minutes === 1
        ? 'einer Minute'
        : `${minutes} Minuten`,
  codeLabel: 'Ihr Code',
  linkHint: 'Falls die Schaltfläche nichts bewirkt, kopieren Sie diese Adresse in Ihren Browser:',
  footer: ({ to, product }) => `${product} hat diese Nachricht an ${to} gesendet.`,
  letters: {
    recovery_valid: ({ url, lifespan, product }) => ({
      subject: 'Zurück in Ihr Konto',
      title: 'Zurück in Ihr Konto',
      lead: `Mit dem Link melden Sie sich wieder bei ${product} an und wählen ein neues Passwort.`,
      action: { label: 'Zurück in mein Konto', url },
      notes: notes(until(lifespan, 'Der Link'), unasked),
      short: `Zurück in Ihr Konto bei ${product}: ${url}`,
    }),
    recovery_invalid: ({ product }) => ({
      subject: 'Jemand wollte in ein Konto zurück',
      title: 'Zu dieser Adresse gibt es kein Konto',
      lead:
        'Jemand, vielleicht Sie selbst, wollte mit dieser E-Mail-Adresse zurück in ein Konto ' +
        `bei ${product}. Es gibt dazu kein Konto.`,
      notes: [
        'Waren Sie es selbst, versuchen Sie es mit der Adresse, mit der Sie sich registriert ' +
          'haben.',
        'Waren Sie es nicht, ist nichts zu tun.',
      ],
      short: `Zu dieser Adresse gibt es kein Konto bei ${product}.`,
    }),
    recovery_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} ist Ihr Code für den Weg zurück in Ihr Konto`,
      title: 'Zurück in Ihr Konto',
      lead:
        'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben, und ' +
        `melden Sie sich so wieder bei ${product} an.`,
      code,
      notes: notes(until(lifespan, 'Der Code'), secret, unasked),
      short:
        `${code} ist Ihr Code für den Weg zurück in Ihr Konto bei ${product}. Geben Sie ihn ` +
        'nicht weiter.',
    }),
    recovery_code_invalid: (facts) => german.letters.recovery_invalid(facts),
    verification_valid: ({ url, lifespan, product }) => ({
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      title: 'Ist das Ihre Adresse?',
      lead: `Mit dem Link bestätigen Sie diese E-Mail-Adresse für Ihr Konto bei ${product}.`,
      action: { label: 'Adresse bestätigen', url },
      notes: notes(until(lifespan, 'Der Link'), unasked),
      short: `Bestätigen Sie diese Adresse für Ihr Konto bei ${product}: ${url}`,
    }),
    verification_invalid: ({ product }) => ({
      subject: 'Jemand wollte diese Adresse bestätigen',
      title: 'Zu dieser Adresse gibt es kein Konto',
      lead:
        'Jemand, vielleicht Sie selbst, wollte diese E-Mail-Adresse für ein Konto bei ' +
        `${product} bestätigen. Es gibt dazu kein Konto.`,
      notes: [
        'Waren Sie es selbst, versuchen Sie es mit der Adresse, mit der Sie sich registriert ' +
          'haben.',
        'Waren Sie es nicht, ist nichts zu tun.',
      ],
      short: `Zu dieser Adresse gibt es kein Konto bei ${product}.`,
    }),
    verification_code_valid: ({ code, url, lifespan, product }) => ({
      subject: `${code} ist Ihr Code zum Bestätigen Ihrer E-Mail-Adresse`,
      title: 'Ist das Ihre Adresse?',
      lead:
        'Geben Sie diesen Code auf der Seite ein, auf der Sie ihn angefordert haben. So ' +
        `bestätigen Sie diese Adresse für Ihr Konto bei ${product}.`,
      code,
      ...(url === '' ? {} : { action: { label: 'Seite mit dem Code öffnen', url } }),
      notes: notes(until(lifespan, 'Der Code'), secret, unasked),
      short:
        `${code} ist Ihr Code zum Bestätigen dieser Adresse bei ${product}. Geben Sie ihn ` +
        'nicht weiter.',
    }),
    verification_code_invalid: (facts) => german.letters.verification_invalid(facts),
    login_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} ist Ihr Code für die Anmeldung`,
      title: 'Anmelden',
      lead:
        `Geben Sie diesen Code auf der Seite ein, auf der Sie sich gerade bei ${product} ` +
        'anmelden.',
      code,
      notes: notes(
        until(lifespan, 'Der Code'),
        secret,
        'Falls Sie sich gerade nicht anmelden, versucht es vielleicht jemand anderes. Ohne ' +
          'den Code gelingt es nicht.',
      ),
      short: `${code} ist Ihr Code für die Anmeldung bei ${product}. Geben Sie ihn nicht weiter.`,
    }),
    registration_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} ist Ihr Code zum Abschluss der Registrierung`,
      title: 'Willkommen',
      lead:
        `Geben Sie diesen Code auf der Seite ein, auf der Sie sich gerade bei ${product} ` +
        'registrieren.',
      code,
      notes: notes(until(lifespan, 'Der Code'), secret, unasked),
      short:
        `${code} ist Ihr Code zum Abschluss der Registrierung bei ${product}. Geben Sie ihn ` +
        'nicht weiter.',
    }),
    verifiable_address_changed: germanAddressesChanged,
    ...germanNotices,
  },
}
