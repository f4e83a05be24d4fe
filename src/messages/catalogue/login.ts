import { error, expired, info } from '../entry.ts'

export const login = {
  'login.sign-in': info(1010001, 'Sign in'),
  'login.with-provider': info<{ provider: string; provider_id: string }>(
    1010002,
    (f) => `Sign in with ${f.provider}`,
  ),
  'login.confirm': info(1010003, 'Please confirm that it is you.'),
  'login.second-factor': info(1010004, 'One more step: prove it is you with your second factor.'),
  'login.totp-code': info(1010006, 'Code of your authenticator app'),
  'login.lookup-code': info(1010007, 'Backup code'),
  'login.use-key': info(1010008, 'Sign in with a security key'),
  'login.use-totp': info(1010009, 'Go on with the app'),
  'login.use-lookup': info(1010010, 'Go on with a backup code'),
  'login.key-ready': info(1010012, 'Get your security key ready, then go on.'),
  'login.go-on': info(1010013, 'Go on'),
  'login.code-sent': info(
    1010014,
    'A code is on its way to you. Type it in here; if you have no account with this address, ' +
      'none will come.',
  ),
  // NOTE only this server has it
  'login.remember-device': info(1019001, 'Do not ask for this on this device for some time'),
  'login.terms': info(
    1019002,
    'Before you go on, please read these terms and say whether you accept them.',
  ),
  'login.terms-of': info<{ version: string }>(
    1019003,
    (f) => `I accept the terms of version ${f.version}`,
  ),
  'login.read-terms': info<{ version: string }>(1019004, (f) => `Read version ${f.version}`),
  'login.accept-terms': info(1019005, 'Save and go on'),
  'login.second-code-sent': info(1010014, 'A code is on its way to you. Type it in here.'),
  'login.code-sent-to-own': info(
    1010025,
    'A code is on its way to the address of your account. Type it in here.',
  ),
  'login.send-code-to': info<{ address: string; channel: string }>(
    1010023,
    (f) => `Send a code to ${f.address}`,
  ),
  'login.send-code': info(1010015, 'Get a code to sign in'),
  'login.use-passkey': info(1010021, 'Sign in with a passkey'),
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
      `${f.identifier} has an account here already. ` +
      `Sign in to it to connect it with ${f.provider}.`,
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
  'login.expired': expired(4010001),
  'login.no-method': error(4010002, 'Please choose a way to sign in.'),
  'login.completed': error(4010007, 'You have signed in with this form already.'),
  'login.code-wrong': error(4010008, 'This code is wrong, or it has been used.'),
  'login.account-disabled': error(
    4010011,
    'This account is switched off. Please ask those who run this service.',
  ),
  'login.linked-to-another': error(
    4010009,
    'This is not the account that was to be connected. Please sign in to that one.',
  ),
  'login.unknown-address': error(
    4010010,
    'Codes for your second step cannot be sent to this address. Please choose another one.',
  ),
} as const
