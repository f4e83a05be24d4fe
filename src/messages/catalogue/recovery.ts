import { toRfc3339, type Timestamp } from '#lib/time.ts'
import { error, expired, info, success } from '../entry.ts'

export const recovery = {
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
  'recovery.no-method': error(4010005, 'Please choose a way to recover your account.'),
  'recovery.completed': error(4060001, 'This recovery is over already. Here is a new form.'),
  'recovery.start-again': error(4060002, 'That did not work. Please start again.'),
  'recovery.link-wrong': error(
    4060004,
    'This link is wrong, or it has been used. Please ask for a new one.',
  ),
  'recovery.expired': expired(4060005),
  'recovery.code-wrong': error(4060006, 'This code is wrong, or it has been used.'),
} as const
