// Links that are sent to an address: to recover an account and to verify the address.
import type { Method } from '#flow/method.ts'
import { createMailedLink } from './mail.ts'
import type { LinkParts } from './parts.ts'

export function createLink(parts: LinkParts): Method {
  return {
    name: 'link',
    recovery: createMailedLink(parts, {
      kind: 'recovery',
      addresses: 'recovery',
      sent: 'recovery.link-sent',
      wrong: 'recovery.link-wrong',
      valid: 'recovery_valid',
      invalid: 'recovery_invalid',
      proves: 'link_recovery',
      url: 'RecoveryURL',
    }),
    verification: createMailedLink(parts, {
      kind: 'verification',
      addresses: 'verifiable',
      sent: 'verification.link-sent',
      wrong: 'verification.link-wrong',
      valid: 'verification_valid',
      invalid: 'verification_invalid',
      url: 'VerificationURL',
    }),
  }
}
