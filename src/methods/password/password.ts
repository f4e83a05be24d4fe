// Registration and login with an identifier and a password, and changing the password.
import type { Method } from '#flow/method.ts'
import { readPasswordCredential } from './credential.ts'
import { passwordLogin } from './login.ts'
import type { PasswordParts } from './parts.ts'
import { passwordRegistration } from './registration.ts'
import { passwordSettings } from './settings.ts'

export function createPassword(parts: PasswordParts): Method {
  return {
    name: 'password',
    login: passwordLogin(parts),
    registration: passwordRegistration(parts),
    settings: passwordSettings(parts),
    isFirstFactor({ config }) {
      const stored = readPasswordCredential(config)
      return (
        stored !== undefined && (stored.hashedPassword !== undefined || stored.usesMigrationHook)
      )
    },
  }
}
