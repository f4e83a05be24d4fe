// Labels of fields and buttons.
import { info } from '../entry.ts'

export const nodes = {
  'node.choice': info<{ choice: string }>(
    1070000,
    (f) => f.choice,
    () => ({}),
  ),
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
  'node.proof-of-work': info(1070015, 'A short computation by this device'),
  'node.recovery-address': info(1070016, 'Address of your account'),
  'node.email-or-phone': info(1070018, 'Email address or phone number'),
  'node.phone-number': info(1070017, 'Phone number'),
} as const
