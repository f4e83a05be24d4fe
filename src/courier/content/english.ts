import { englishAddressesChanged, englishNotices } from './english-notices.ts'
import { notes, type Letters } from './letter.ts'

const until = (lifespan: string, what: string) =>
  lifespan === '' ? '' : `${what} works once, within ${lifespan}.`
const unasked =
  'If you did not ask for this, you can ignore this message. Nothing changes without it.'
const secret = 'Nobody from our side will ever ask you for this code. Do not pass it on.'

export const english: Letters = {
  language: 'en',
  lifespan: (minutes) =>
    minutes % 60 === 0 && minutes >= 60
      ? minutes === 60
        ? 'an hour'
        : `${minutes / 60} hours`
      : minutes === 1
        ? 'a minute'
        : `${minutes} minutes`,
  codeLabel: 'Your code',
  linkHint: 'If the button does nothing, copy this address into your browser:',
  footer: ({ to, product }) => `${product} sent this message to ${to}.`,
  letters: {
    recovery_valid: ({ url, lifespan, product }) => ({
      subject: 'Get back into your account',
      title: 'Get back into your account',
      lead: `Follow the link to sign in to ${product} again and choose a new password.`,
      action: { label: 'Get back in', url },
      notes: notes(until(lifespan, 'The link'), unasked),
      short: `Get back into your ${product} account: ${url}`,
    }),
    recovery_invalid: ({ product }) => ({
      subject: 'Somebody tried to get into an account',
      title: 'There is no account with this address',
      lead:
        `Somebody, perhaps you, asked to get back into a ${product} account with this e-mail ` +
        'address. There is no such account.',
      notes: [
        'If it was you, try the address that you signed up with.',
        'If it was not you, there is nothing to do.',
      ],
      short: `There is no ${product} account with this address.`,
    }),
    recovery_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} is your code to get back into your account`,
      title: 'Get back into your account',
      lead:
        'Type this code into the page on which you asked for it ' +
        `to sign in to ${product} again.`,
      code,
      notes: notes(until(lifespan, 'The code'), secret, unasked),
      short: `${code} is your code to get back into your ${product} account. Do not pass it on.`,
    }),
    recovery_code_invalid: (facts) => english.letters.recovery_invalid(facts),
    verification_valid: ({ url, lifespan, product }) => ({
      subject: 'Please confirm your e-mail address',
      title: 'Is this your address?',
      lead: `Follow the link to confirm this e-mail address for your ${product} account.`,
      action: { label: 'Confirm my address', url },
      notes: notes(until(lifespan, 'The link'), unasked),
      short: `Confirm this address for your ${product} account: ${url}`,
    }),
    verification_invalid: ({ product }) => ({
      subject: 'Somebody tried to confirm this address',
      title: 'There is no account with this address',
      lead:
        `Somebody, perhaps you, asked to confirm this e-mail address for a ${product} account. ` +
        'There is no such account.',
      notes: [
        'If it was you, try the address that you signed up with.',
        'If it was not you, there is nothing to do.',
      ],
      short: `There is no ${product} account with this address.`,
    }),
    verification_code_valid: ({ code, url, lifespan, product }) => ({
      subject: `${code} is your code to confirm your e-mail address`,
      title: 'Is this your address?',
      lead:
        'Type this code into the page on which you asked for it, to confirm this address for ' +
        `your ${product} account.`,
      code,
      ...(url === '' ? {} : { action: { label: 'Open the page with the code', url } }),
      notes: notes(until(lifespan, 'The code'), secret, unasked),
      short: `${code} is your code to confirm this address for ${product}. Do not pass it on.`,
    }),
    verification_code_invalid: (facts) => english.letters.verification_invalid(facts),
    login_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} is your code to sign in`,
      title: 'Sign in',
      lead: `Type this code into the page on which you are signing in to ${product}.`,
      code,
      notes: notes(
        until(lifespan, 'The code'),
        secret,
        'If you are not signing in right now, somebody else may be trying to. Without the ' +
          'code they cannot.',
      ),
      short: `${code} is your code to sign in to ${product}. Do not pass it on.`,
    }),
    registration_code_valid: ({ code, lifespan, product }) => ({
      subject: `${code} is your code to finish signing up`,
      title: 'Welcome',
      lead: `Type this code into the page on which you are signing up for ${product}.`,
      code,
      notes: notes(until(lifespan, 'The code'), secret, unasked),
      short: `${code} is your code to finish signing up for ${product}. Do not pass it on.`,
    }),
    verifiable_address_changed: englishAddressesChanged,
    ...englishNotices,
  },
}
