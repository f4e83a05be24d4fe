// Security keys: as the second factor, or as the first for those who say who they are.
import type { Method } from '#flow/method.ts'
import { textField } from '#flow/submission.ts'
import { keysOf } from '#methods/shared/webauthn/keys.ts'
import { webauthnLogin } from './login.ts'
import type { WebauthnParts } from './parts.ts'
import { webauthnRegistration } from './registration.ts'
import { webauthnSettings } from './settings.ts'

const answers = ['webauthn_login', 'webauthn_register']

export function createWebauthn(parts: WebauthnParts): Method {
  return {
    name: 'webauthn',
    login: webauthnLogin(parts),
    registration: webauthnRegistration(parts),
    settings: webauthnSettings(parts),
    // NOTE a script that sends a form presses no button of it
    isMeant: (submission) => answers.some((name) => (textField(submission, name) ?? '') !== ''),
    isFirstFactor: (credential) =>
      parts.settings().passwordless &&
      keysOf(credential).some(({ isPasswordless }) => isPasswordless),
    reveal: ({ config }) => config,
  }
}
