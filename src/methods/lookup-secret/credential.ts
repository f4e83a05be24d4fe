import type { Cipher } from '#crypto/cipher.ts'
import { Refusal } from '#errors/refusal.ts'
import { credentialOf, type NewCredential } from '#identity/accounts.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'

/** A code that works once; `usedAt` is null until it has. */
export type LookupCode = { readonly code: string; readonly usedAt: Timestamp | null }

/** Whether an account has such codes, used up or not. */
export const hasCodes = (account: Account | undefined): boolean =>
  sealedIn(credentialOf(account, 'lookup_secret')) !== undefined

function sealedIn(credential: Credential | undefined): string | undefined {
  const sealed = isObject(credential?.config) ? credential.config['sealed'] : undefined
  return typeof sealed === 'string' ? sealed : undefined
}

export type LookupSeal = ReturnType<typeof createLookupSeal>

/**
 * Seals and opens lists of codes; each opens for its owner only. They are sealed, not hashed,
 * because their owner may see them again.
 */
export function createLookupSeal(cipher: Pick<Cipher, 'seal' | 'open'>) {
  const purpose = (identityId: string) => `lookup_secret:${identityId}`
  const setup = (flowId: string) => `lookup_secret-setup:${flowId}`
  const read = (text: string | undefined): readonly LookupCode[] | undefined =>
    text === undefined ? undefined : (JSON.parse(text) as readonly LookupCode[])

  function peek(
    credential: Credential | undefined,
    identityId: string,
  ): readonly LookupCode[] | undefined {
    const sealed = sealedIn(credential)
    return sealed === undefined ? undefined : read(cipher.open(sealed, purpose(identityId)))
  }

  return {
    /** Undefined when there are none, and when the key is gone. */
    peek,

    /** Undefined when there are none. Throws Refusal when the key is gone. */
    open(account: Account): readonly LookupCode[] | undefined {
      const credential = credentialOf(account, 'lookup_secret')
      if (sealedIn(credential) === undefined) return undefined
      const codes = peek(credential, account.identity.id)
      if (!codes)
        throw new Refusal('misconfigured', {
          reason:
            'These backup codes cannot be read: the key they were sealed with is not configured any more.',
        })
      return codes
    },

    credential(codes: readonly LookupCode[], identityId: string): NewCredential {
      return {
        type: 'lookup_secret',
        identifiers: [identityId],
        config: { sealed: cipher.seal(JSON.stringify(codes), purpose(identityId)) },
      }
    },

    /** For the time between showing codes and their owner saying that they have them. */
    sealForSetup: (codes: readonly LookupCode[], flowId: string): string =>
      cipher.seal(JSON.stringify(codes), setup(flowId)),
    openForSetup: (sealed: string, flowId: string): readonly LookupCode[] | undefined =>
      read(cipher.open(sealed, setup(flowId))),
  }
}
