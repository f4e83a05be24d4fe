// The second factor by a backup code, and making lists of such codes.
import type { Cipher } from '#crypto/cipher.ts'
import type { Method } from '#flow/method.ts'
import { toRfc3339 } from '#lib/time.ts'
import { createLookupEncryption } from './credential.ts'
import { lookupLogin } from './login.ts'
import type { LookupParts } from './parts.ts'
import { lookupSettings } from './settings.ts'

export function createLookupSecret({
  cipher,
  ...rest
}: Omit<LookupParts, 'encryption'> & { readonly cipher: Cipher }): Method {
  const parts: LookupParts = { ...rest, encryption: createLookupEncryption(cipher) }
  return {
    name: 'lookup_secret',
    login: lookupLogin(parts),
    settings: lookupSettings(parts),
    reveal(credential, identityId) {
      const codes = parts.encryption.tryDecrypt(credential, identityId)
      return codes
        ? {
            recovery_codes: codes.map(({ code, usedAt }) => ({
              code,
              used_at: usedAt === null ? null : toRfc3339(usedAt),
            })),
          }
        : {}
    },
  }
}
