import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { Refusal } from '#errors/refusal.ts'
import { credentialOf, type NewCredential } from '#identity/accounts.ts'
import type { Credential } from '#identity/credential.ts'
import type { Account } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'

/** A backup code, which works once; `usedAt` is null until it is used. */
export type LookupCode = { readonly code: string; readonly usedAt: Timestamp | null }

/** Whether an account has backup codes, used or not. */
export const hasCodes = (account: Account | undefined): boolean =>
  encryptedIn(credentialOf(account, 'lookup_secret')) !== undefined

function encryptedIn(credential: Credential | undefined): string | undefined {
  const encrypted = isObject(credential?.config) ? credential.config['sealed'] : undefined
  return typeof encrypted === 'string' ? encrypted : undefined
}

export type LookupEncryption = ReturnType<typeof createLookupEncryption>

/**
 * Encrypts and decrypts lists of codes, each bound to its owner. They are not hashed, because their
 * owner may see them again.
 */
export function createLookupEncryption(cipher: Cipher) {
  const { lookupCodes: purpose, lookupSetup: setup } = purposes
  const read = (text: string | undefined): readonly LookupCode[] | undefined =>
    text === undefined ? undefined : (JSON.parse(text) as readonly LookupCode[])

  function tryDecrypt(
    credential: Credential | undefined,
    identityId: string,
  ): readonly LookupCode[] | undefined {
    const encrypted = encryptedIn(credential)
    return encrypted === undefined
      ? undefined
      : read(cipher.decrypt(encrypted, purpose(identityId)))
  }

  return {
    /** Undefined when there are none, or when the key is not configured any more. */
    tryDecrypt,

    /** Undefined when there are none. Throws Refusal when the key is not configured any more. */
    decrypt(account: Account): readonly LookupCode[] | undefined {
      const credential = credentialOf(account, 'lookup_secret')
      if (encryptedIn(credential) === undefined) return undefined
      const codes = tryDecrypt(credential, account.identity.id)
      if (!codes)
        throw new Refusal('misconfigured', {
          reason:
            'These backup codes cannot be read: the key they were sealed with is not ' +
            'configured any more.',
        })
      return codes
    },

    credential(codes: readonly LookupCode[], identityId: string): NewCredential {
      return {
        type: 'lookup_secret',
        identifiers: [identityId],
        config: { sealed: cipher.encrypt(JSON.stringify(codes), purpose(identityId)) },
      }
    },

    /** For new codes that their owner has not confirmed yet; bound to the flow. */
    encryptSetup: (codes: readonly LookupCode[], flowId: string): string =>
      cipher.encrypt(JSON.stringify(codes), setup(flowId)),
    decryptSetup: (encrypted: string, flowId: string): readonly LookupCode[] | undefined =>
      read(cipher.decrypt(encrypted, setup(flowId))),
  }
}
