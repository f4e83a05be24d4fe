// Proving oneself for the second time by the code of an authenticator app, and setting such an app
// up.
import type { Cipher } from '#crypto/cipher.ts'
import type { Events } from '#events/events.ts'
import type { Method } from '#flow/method.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Guessing } from '#identity/guessing.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import { createTotpSeal, readTotpCredential, type TotpSeal } from './credential.ts'
import { totpLogin } from './login.ts'
import { totpSettings } from './settings.ts'

export type TotpParts = {
  readonly identities: IdentityStore
  readonly accounts: Accounts
  readonly seal: TotpSeal
  readonly guessing: Guessing
  /** What an authenticator app calls this service. */
  readonly issuer: () => string
  readonly events: Events
  readonly clock: Clock
}

export function createTotp({
  cipher,
  ...rest
}: Omit<TotpParts, 'seal'> & { readonly cipher: Pick<Cipher, 'seal' | 'open'> }): Method {
  const parts: TotpParts = { ...rest, seal: createTotpSeal(cipher) }
  return {
    name: 'totp',
    login: totpLogin(parts),
    settings: totpSettings(parts),
    reveal({ config }, identityId) {
      const credential = readTotpCredential(config)
      const url = credential && parts.seal.peek(credential, identityId)
      return url === undefined ? {} : { totp_url: url }
    },
  }
}
