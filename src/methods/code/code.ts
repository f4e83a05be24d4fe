// Codes that are sent to an address: to recover an account, verify an address, sign in and sign up.
import type { Method } from '#flow/method.ts'
import { isPressed } from '#flow/submission.ts'
import { codeLogin } from './login.ts'
import type { CodeParts } from './parts.ts'
import { codeRecovery } from './recovery.ts'
import { wantsAnotherAddress } from './recovery-address.ts'
import { codeRegistration, wantsToChoose } from './registration.ts'
import { codeVerification } from './verification.ts'

export function createCode(parts: CodeParts): Method {
  return {
    name: 'code',
    isMeant: (submission, kind) =>
      (kind === 'login' && isPressed(submission, 'address')) ||
      (kind === 'registration' && wantsToChoose(submission)) ||
      (kind === 'recovery' && wantsAnotherAddress(submission)),
    login: codeLogin(parts),
    registration: codeRegistration(parts),
    recovery: codeRecovery(parts),
    verification: codeVerification(parts),
    isFirstFactor: (credential) =>
      parts.settings().passwordless && credential.identifiers.length > 0,
  }
}
