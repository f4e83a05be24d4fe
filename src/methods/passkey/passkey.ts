// Passkeys: keys of a device that know whose they are, so that nobody has to say it.
import type { Method } from '#flow/method.ts'
import { textField } from '#flow/submission.ts'
import { keysOf } from '#methods/shared/webauthn/keys.ts'
import { passkeyLogin } from './login.ts'
import type { PasskeyParts } from './parts.ts'
import { passkeyRegistration } from './registration.ts'
import { passkeySettings } from './settings.ts'

const answers = ['passkey_login', 'passkey_register', 'passkey_settings_register']

export function createPasskey(parts: PasskeyParts): Method {
  return {
    name: 'passkey',
    login: passkeyLogin(parts),
    registration: passkeyRegistration(parts),
    settings: passkeySettings(parts),
    // NOTE a script that sends a form presses no button of it
    isMeant: (submission) => answers.some((name) => (textField(submission, name) ?? '') !== ''),
    isFirstFactor: (credential) => keysOf(credential).length > 0,
    reveal: ({ config }) => config,
  }
}
