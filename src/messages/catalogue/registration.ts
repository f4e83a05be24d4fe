import { error, expired, info } from '../entry.ts'

export const registration = {
  'registration.sign-up': info(1040001, 'Create account'),
  'registration.with-provider': info<{ provider: string; provider_id: string }>(
    1040002,
    (f) => `Sign up with ${f.provider}`,
  ),
  'registration.continue': info(1040003, 'Continue'),
  'registration.use-key': info(1040004, 'Sign up with a security key'),
  'registration.code-sent': info(
    1040005,
    'A code is on its way to you. Type it in here to finish.',
  ),
  'registration.send-code': info(1040006, 'Get a code to sign up'),
  'registration.use-passkey': info(1040007, 'Sign up with a passkey'),
  'registration.back': info(1040008, 'Back'),
  'registration.choose-credential': info(1040009, 'How would you like to sign in from now on?'),
  'registration.no-method': error(4010003, 'Please choose a way to sign up.'),
  'registration.expired': expired(4040001),
  'registration.completed': error(4040002, 'An account has been made with this form already.'),
  'registration.code-wrong': error(4040003, 'This code is wrong, or it has been used.'),
} as const
