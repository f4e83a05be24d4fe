// Every sentence the server can say to a person filling in a form. Ids, types and context keys are
// public API (clients translate by them); the words are ours.
import type { Json } from '#lib/json.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'

export type MessageType = 'info' | 'error' | 'success'

export type Entry<Facts> = {
  readonly id: number
  readonly type: MessageType
  readonly text: (facts: Facts) => string
  /**
   * What clients are told besides the text; undefined for nothing. Left out: the facts themselves,
   * nothing when there are none.
   */
  readonly context?: (facts: Facts) => { readonly [name: string]: Json } | undefined
  /** In place of id and type, where another system has said it. */
  readonly foreign?: (facts: Facts) => { readonly id: number; readonly type: MessageType }
}

/** What another system has to say about a form. */
export type ForeignWords = {
  readonly id: number
  readonly type: MessageType
  readonly text: string
  readonly context: { readonly [name: string]: Json } | null
}

const foreign: Entry<ForeignWords> = {
  id: 0,
  type: 'error',
  text: (f) => f.text,
  context: (f) => f.context ?? undefined,
  foreign: ({ id, type }) => ({ id, type }),
}

type None = Record<never, never>
const entry =
  (type: MessageType) =>
  <Facts = None>(
    id: number,
    text: string | ((facts: Facts) => string),
    context?: Entry<Facts>['context'],
  ): Entry<Facts> => ({
    id,
    type,
    text: typeof text === 'string' ? () => text : text,
    ...(context ? { context } : {}),
  })
const info = entry('info'),
  error = entry('error'),
  success = entry('success')

const expiry = (f: { expiredAt: Timestamp }) => ({
  expired_at: toRfc3339(f.expiredAt),
  expired_at_unix: Math.floor(f.expiredAt / 1000),
})
const since = 'This form was open for too long. Here is a new one.'
const characters = (n: number) => (n === 1 ? '1 character' : `${n} characters`)

/** A backup code, and when it was used. */
type BackupCode = { readonly code: string; readonly usedAt: Timestamp | null }

/** One backup code, as a message of its own inside the one that lists them. */
const backupCode = ({ code, usedAt }: BackupCode) =>
  usedAt === null
    ? { id: 1050009, type: 'info', text: code, context: { secret: code } }
    : {
        id: 1050014,
        type: 'info',
        text: `used on ${toRfc3339(usedAt).slice(0, 10)}`,
        context: { used_at: toRfc3339(usedAt), used_at_unix: Math.floor(usedAt / 1000) },
      }

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

export const catalogue = {
  // labels of nodes
  'node.password': info(1070001, 'Password'),
  'node.trait': info<{ title: string; name: string }>(1070002, (f) => f.title),
  'node.save': info(1070003, 'Save changes'),
  'node.identifier': info(1070004, 'Your sign-in name'),
  'node.submit': info(1070005, 'Send'),
  'node.verify-code': info(1070006, 'Code that the app shows'),
  'node.email': info(1070007, 'Email address'),
  'node.resend': info(1070008, 'Send a new code'),
  'node.continue': info(1070009, 'Continue'),
  'node.recovery-code': info(1070010, 'Recovery code'),
  'node.verification-code': info(1070011, 'Verification code'),
  'node.registration-code': info(1070012, 'Sign-up code'),
  'node.login-code': info(1070013, 'Sign-in code'),
  'node.recovery-address': info(1070016, 'Address of your account'),

  // login
  'login.sign-in': info(1010001, 'Sign in'),
  'login.with-provider': info<{ provider: string; provider_id: string }>(
    1010002,
    (f) => `Sign in with ${f.provider}`,
  ),
  'login.confirm': info(1010003, 'Please confirm that it is you.'),
  'login.second-factor': info(1010004, 'One more step: prove it is you with your second factor.'),
  'login.totp-code': info(1010006, 'Code of your authenticator app'),
  'login.lookup-code': info(1010007, 'Backup code'),
  'login.use-totp': info(1010009, 'Go on with the app'),
  'login.use-lookup': info(1010010, 'Go on with a backup code'),
  'login.code-sent': info(
    1010014,
    'A code is on its way to you. Type it in here; if you have no account with this address, none will come.',
  ),
  'login.send-code': info(1010015, 'Get a code to sign in'),
  'login.sign-in-with-password': info(1010022, 'Sign in with your password'),
  'login.link': info<{
    identifier: string
    provider: string
    loginUrl: string
    methods: readonly string[]
    providers: readonly string[]
  }>(
    1010016,
    (f) =>
      `${f.identifier} has an account here already. Sign in to it to connect it with ${f.provider}.`,
    (f) => ({
      duplicateIdentifier: f.identifier,
      duplicate_identifier: f.identifier,
      provider: f.provider,
      newLoginUrl: f.loginUrl,
      new_login_url: f.loginUrl,
      available_credential_types: f.methods,
      available_providers: f.providers,
    }),
  ),
  'login.confirm-with-provider': info<{ provider: string }>(
    1010018,
    (f) => `Confirm with ${f.provider}`,
  ),

  // registration
  'registration.sign-up': info(1040001, 'Create account'),
  'registration.with-provider': info<{ provider: string; provider_id: string }>(
    1040002,
    (f) => `Sign up with ${f.provider}`,
  ),
  'registration.continue': info(1040003, 'Continue'),
  'registration.code-sent': info(
    1040005,
    'A code is on its way to you. Type it in here to finish.',
  ),
  'registration.send-code': info(1040006, 'Get a code to sign up'),
  'registration.back': info(1040008, 'Back'),
  'registration.choose-credential': info(1040009, 'How would you like to sign in from now on?'),

  // settings
  'settings.saved': success(1050001, 'Your changes are saved.'),
  'settings.link-provider': info<{ provider: string }>(
    1050002,
    (f) => `Connect with ${f.provider}`,
  ),
  'settings.unlink-provider': info<{ provider: string }>(
    1050003,
    (f) => `Disconnect from ${f.provider}`,
  ),
  'settings.remove-totp': info(1050004, 'Remove the authenticator app'),
  'settings.totp-qr': info(1050005, 'Scan this picture with your authenticator app'),
  'settings.totp-secret': info<{ secret: string }>(1050006, (f) => f.secret),
  'settings.reveal-lookup': info(1050007, 'Show my backup codes'),
  'settings.new-lookup': info(1050008, 'Make new backup codes'),
  'settings.lookup-codes-label': info(
    1050010,
    'Your backup codes. Each of them works once; keep them where only you find them',
  ),
  'settings.confirm-lookup': info(1050011, 'I have written them down'),
  'settings.lookup-codes': info<{ codes: readonly BackupCode[] }>(
    1050015,
    (f) => f.codes.map((one) => backupCode(one).text).join(', '),
    (f) => ({ secrets: f.codes.map(backupCode) }),
  ),
  'settings.turn-off': info(1050016, 'Turn this off'),
  'settings.totp-secret-label': info(1050017, 'Or type in this key'),

  // recovery
  'recovery.done': success<{ privilegedUntil: Timestamp }>(
    1060001,
    'You are back in. Please set a new password, or another way to sign in, now.',
    (f) => ({
      privilegedSessionExpiresAt: toRfc3339(f.privilegedUntil),
      privileged_session_expires_at: toRfc3339(f.privilegedUntil),
      privileged_session_expires_at_unix: Math.floor(f.privilegedUntil / 1000),
    }),
  ),
  'recovery.link-sent': info(
    1060002,
    'If this address belongs to an account, a message with a link is on its way to it.',
  ),
  'recovery.code-sent': info(
    1060003,
    'If this address belongs to an account, a message with a code is on its way to it.',
  ),
  'recovery.code-sent-to': info<{ address: string }>(
    1060004,
    (f) => `If ${f.address} belongs to an account, a message with a code is on its way to it.`,
    (f) => ({ masked_address: f.address }),
  ),
  'recovery.confirm-address': info(1060005, 'Please type the address in full.'),
  'recovery.choose-address': info(1060006, 'Where shall the code go?'),
  'recovery.back': info(1060007, 'Back'),

  // verification
  'verification.link-sent': info(
    1080001,
    'A message with a link is on its way to this address, if it is known here.',
  ),
  'verification.done': success(1080002, 'Thank you. This address is yours.'),
  'verification.code-sent': info(
    1080003,
    'A message with a code is on its way to this address, if it is known here.',
  ),

  // what is wrong with a form
  /** Said by another system, with an id of its own. */
  'hook.said': foreign,
  'validation.generic': error<{ reason: string }>(4000001, (f) => f.reason),
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
  'validation.password-policy': error<{ reason: string }>(
    4000005,
    (f) => `This password cannot be used: ${f.reason}`,
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
    'There is an account with these data already. Please sign in to it, or recover it, and connect it there.',
  ),
  'validation.taken-with-hints': error<{
    available_credential_types: readonly string[]
    available_oidc_providers: readonly string[]
    credential_identifier_hint: string
  }>(
    4000028,
    (f) =>
      `There is an account for ${f.credential_identifier_hint} already. ${waysIn(f.available_credential_types, f.available_oidc_providers)}`,
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
  'validation.password-unchanged': error(4000039, 'This is the password you have already.'),
  'validation.not-an-email': error<{ value: string }>(4000040, 'This is not an email address.'),
  'validation.not-a-phone-number': error<{ value: string }>(4000041, 'This is not a phone number.'),

  // what is wrong with the flow
  'login.expired': error<{ expiredAt: Timestamp }>(4010001, since, expiry),
  'login.no-method': error(4010002, 'Please choose a way to sign in.'),
  'registration.no-method': error(4010003, 'Please choose a way to sign up.'),
  'settings.no-method': error(4010004, 'Please choose what to change.'),
  'recovery.no-method': error(4010005, 'Please choose a way to recover your account.'),
  'verification.no-method': error(4010006, 'Please choose a way to confirm your address.'),
  'login.completed': error(4010007, 'You have signed in with this form already.'),
  'login.code-wrong': error(4010008, 'This code is wrong, or it has been used.'),
  'login.linked-to-another': error(
    4010009,
    'This is not the account that was to be connected. Please sign in to that one.',
  ),
  'registration.expired': error<{ expiredAt: Timestamp }>(4040001, since, expiry),
  'registration.completed': error(4040002, 'An account has been made with this form already.'),
  'registration.code-wrong': error(4040003, 'This code is wrong, or it has been used.'),
  'settings.expired': error<{ expiredAt: Timestamp }>(4050001, since, expiry),
  'recovery.completed': error(4060001, 'This recovery is over already. Here is a new form.'),
  'recovery.start-again': error(4060002, 'That did not work. Please start again.'),
  'recovery.link-wrong': error(
    4060004,
    'This link is wrong, or it has been used. Please ask for a new one.',
  ),
  'recovery.expired': error<{ expiredAt: Timestamp }>(4060005, since, expiry),
  'recovery.code-wrong': error(4060006, 'This code is wrong, or it has been used.'),
  'verification.link-wrong': error(
    4070001,
    'This link is wrong, or it has been used. Please ask for a new one.',
  ),
  'verification.completed': error(
    4070002,
    'This address has been confirmed already. Here is a new form.',
  ),
  'verification.start-again': error(4070003, 'That did not work. Please start again.'),
  'verification.expired': error<{ expiredAt: Timestamp }>(4070005, since, expiry),
  'verification.code-wrong': error(4070006, 'This code is wrong, or it has been used.'),
  'system.internal': error<{ reason: string }>(
    5000001,
    'Something went wrong on our side. Please try again.',
  ),
  'system.no-method': error(5000002, 'No way to sign in is switched on here.'),
} as const

export type Catalogue = typeof catalogue
export type MessageKey = keyof Catalogue
export type MessageFacts<K extends MessageKey> = Catalogue[K] extends Entry<infer F> ? F : never
