// Proving oneself for the second time by a code from a list that was written down, and making such
// lists.
import type { Cipher } from '#crypto/cipher.ts'
import type { Method } from '#flow/method.ts'
import { toRfc3339 } from '#lib/time.ts'
import { createLookupSeal } from './credential.ts'
import { lookupLogin } from './login.ts'
import type { LookupParts } from './parts.ts'
import { lookupSettings } from './settings.ts'

export function createLookupSecret({
  cipher,
  ...rest
}: Omit<LookupParts, 'seal'> & { readonly cipher: Pick<Cipher, 'seal' | 'open'> }): Method {
  const parts: LookupParts = { ...rest, seal: createLookupSeal(cipher) }
  return {
    name: 'lookup_secret',
    login: lookupLogin(parts),
    settings: lookupSettings(parts),
    reveal(credential, identityId) {
      const codes = parts.seal.peek(credential, identityId)
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
