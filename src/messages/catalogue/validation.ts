// What is wrong with what somebody has sent.
import { error } from '../entry.ts'
import type { Because } from '../reasons.ts'

/** How the owner of an account signs in, in words. */
function waysIn(types: readonly string[], providers: readonly string[]): string {
  const names: Readonly<Record<string, string>> = {
    password: 'your password',
    code: 'a code',
    webauthn: 'your security key',
    passkey: 'your passkey',
  }
  const ways = [...types.flatMap((type) => names[type] ?? []), ...providers]
  return ways.length === 0
    ? 'Please sign in to it, or recover it.'
    : `You can sign in with ${ways.join(' or ')}.`
}

/** Clients get the words of a reason, not its key. */
const reasonAlone = ({ reason }: Because) => ({ reason })

const characters = (n: number) => (n === 1 ? '1 character' : `${n} characters`)

export const validation = {
  'validation.generic': error<Because>(4000001, (f) => f.reason, reasonAlone),
  /** What was sent is not what a key answers to this form. */
  'validation.key-answer': error<Because>(4000001, (f) => f.reason, reasonAlone),
  'validation.required': error<{ property: string }>(
    4000002,
    (f) => `Please fill in ${f.property}.`,
  ),
  'validation.empty': error<{ property: string }>(4000002, (f) => `Please fill in ${f.property}.`),
  'validation.too-short': error<{ min_length: number; actual_length: number }>(
    4000003,
    (f) => `At least ${characters(f.min_length)} please; this is ${f.actual_length}.`,
  ),
  'validation.pattern': error<{ pattern: string }>(
    4000004,
    'This is not written the way it should be.',
    (f) => ({ pattern: f.pattern }),
  ),
  'validation.password-policy': error<Because>(
    4000005,
    (f) => `This password cannot be used: ${f.reason}.`,
    reasonAlone,
  ),
  'validation.invalid-credentials': error(
    4000006,
    'That did not match. Please check what you typed, above all the password.',
  ),
  'validation.identifier-taken': error(
    4000007,
    'There is an account with this address, number or name already.',
  ),
  'validation.totp-wrong': error(
    4000008,
    'This code is not the right one, or it has been used. Please wait for the next one.',
  ),
  'validation.key-wrong': error(
    4000008,
    'This key did not match. Please try again, or take another one.',
  ),
  'validation.no-identifier': error(
    4000009,
    'Nothing here could serve to sign you in later. Please fill in the fields that identify you.',
  ),
  'validation.address-not-verified': error(
    4000010,
    'Please confirm your address before you sign in.',
  ),
  'validation.no-totp': error(4000011, 'No authenticator app is set up for this account.'),
  'validation.lookup-used': error(
    4000012,
    'This backup code has been used already. Please take another one.',
  ),
  'validation.no-webauthn': error(4000013, 'No security key is set up for this account.'),
  'validation.no-key': error(4000015, 'There is no account here that signs in with this key.'),
  'validation.no-lookup': error(4000014, 'No backup codes are set up for this account.'),
  'validation.lookup-wrong': error(4000016, 'This is none of your backup codes.'),
  'validation.too-long': error<{ max_length: number; actual_length: number }>(
    4000017,
    (f) => `At most ${characters(f.max_length)} please; this is ${f.actual_length}.`,
  ),
  'validation.minimum': error<{ minimum: number; actual: number }>(
    4000018,
    (f) => `This must be ${f.minimum} or more.`,
  ),
  'validation.exclusive-minimum': error<{ minimum: number; actual: number }>(
    4000019,
    (f) => `This must be more than ${f.minimum}.`,
  ),
  'validation.maximum': error<{ maximum: number; actual: number }>(
    4000020,
    (f) => `This must be ${f.maximum} or less.`,
  ),
  'validation.exclusive-maximum': error<{ maximum: number; actual: number }>(
    4000021,
    (f) => `This must be less than ${f.maximum}.`,
  ),
  'validation.multiple-of': error<{ base: number; actual: number }>(
    4000022,
    (f) => `This must be a multiple of ${f.base}.`,
  ),
  'validation.too-many-items': error<{ max_items: number; actual_items: number }>(
    4000023,
    (f) => `At most ${f.max_items} entries please; these are ${f.actual_items}.`,
  ),
  'validation.too-few-items': error<{ min_items: number; actual_items: number }>(
    4000024,
    (f) => `At least ${f.min_items} entries please; these are ${f.actual_items}.`,
  ),
  'validation.unique-items': error<{ index_a: number; index_b: number }>(
    4000025,
    (f) => `Entries ${f.index_a + 1} and ${f.index_b + 1} are the same.`,
  ),
  'validation.type': error<{ allowed_types: readonly string[]; actual_type: string }>(
    4000026,
    (f) => `This must be of the type ${f.allowed_types.join(' or ')}.`,
  ),
  'validation.taken-at-provider': error(
    4000027,
    'There is an account with these data already. ' +
      'Please sign in to it, or recover it, and connect it there.',
  ),
  'validation.taken-with-hints': error<{
    available_credential_types: readonly string[]
    available_oidc_providers: readonly string[]
    credential_identifier_hint: string
  }>(
    4000028,
    (f) =>
      `There is an account for ${f.credential_identifier_hint} already. ` +
      waysIn(f.available_credential_types, f.available_oidc_providers),
  ),
  'validation.constant': error<{ expected: string }>(4000029, (f) => `This must be ${f.expected}.`),
  'validation.constant-hidden': error(4000030, 'This is not the value it must be.'),
  'validation.password-similar': error(
    4000031,
    'This password is too much like your sign-in name.',
  ),
  'validation.password-too-short': error<{ min_length: number; actual_length: number }>(
    4000032,
    (f) =>
      `A password needs at least ${characters(f.min_length)}; this one has ${f.actual_length}.`,
  ),
  'validation.password-too-long': error<{ max_length: number; actual_length: number }>(
    4000033,
    (f) => `A password can have at most ${f.max_length} bytes; this one has ${f.actual_length}.`,
  ),
  'validation.password-breached': error<{ breaches: number }>(
    4000034,
    'This password is known from data leaks. Please choose another.',
  ),
  'validation.code-unknown-account': error(
    4000035,
    'There is no account here that signs in with a code.',
  ),
  'validation.traits-changed': error(
    4000036,
    'Something in the form is not what it was when the code was sent. Please start again.',
  ),
  'validation.unknown-account': error(4000037, 'There is no account here with a way to sign in.'),
  'validation.work-needed': error(
    4000038,
    'There were too many tries. Please try again: your device then does a short computation, ' +
      'or please wait a few minutes where it cannot.',
  ),
  'validation.password-unchanged': error(4000039, 'This is the password you have already.'),
  'validation.not-an-email': error<{ value: string }>(4000040, 'This is not an email address.'),
  'validation.not-a-phone-number': error<{ value: string }>(4000041, 'This is not a phone number.'),
} as const
