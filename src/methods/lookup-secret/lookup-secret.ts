// Proving oneself for the second time by a code from a list that was written down, and making such
// lists.
import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import { createLookupSeal, type LookupSeal } from './credential.ts'
import { lookupLogin } from './login.ts'
import { lookupSettings } from './settings.ts'

export type LookupParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly seal: LookupSeal
  readonly guessing: Guessing
  /** Random letters and digits. */
  readonly newCode: (length: number) => string
  readonly events: Events
  readonly clock: Clock
}

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
