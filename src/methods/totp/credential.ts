import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import { Refusal } from '#errors/refusal.ts'
import type { NewCredential } from '#identity/accounts.ts'
import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * What is stored of an authenticator app: its `otpauth://` address, encrypted, and the time step of
 * the code that was used last.
 */
export type TotpCredential = { readonly encrypted: string; readonly lastStep: number }

export function readTotpCredential(config: JsonObject | undefined): TotpCredential | undefined {
  if (!isObject(config) || typeof config['sealed'] !== 'string') return undefined
  return {
    encrypted: config['sealed'],
    lastStep: typeof config['last_step'] === 'number' ? config['last_step'] : 0,
  }
}

export type TotpEncryption = ReturnType<typeof createTotpEncryption>

/**
 * Encrypts and decrypts addresses of authenticator apps (`otpauth://totp/…`), each bound to its
 * owner.
 */
export function createTotpEncryption(cipher: Cipher) {
  const { totpSecret: purpose, totpSetup: setup } = purposes

  return {
    credential(url: string, identityId: string, lastStep: number): NewCredential {
      return {
        type: 'totp',
        identifiers: [identityId],
        config: { sealed: cipher.encrypt(url, purpose(identityId)), last_step: lastStep },
      }
    },

    /** Undefined when the key is not configured any more. */
    tryDecrypt: ({ encrypted }: TotpCredential, identityId: string): string | undefined =>
      cipher.decrypt(encrypted, purpose(identityId)),

    /** Throws Refusal when the key is not configured any more. */
    decrypt({ encrypted }: TotpCredential, identityId: string): string {
      const url = cipher.decrypt(encrypted, purpose(identityId))
      if (url === undefined)
        throw new Refusal('misconfigured', {
          reason:
            'The secret of this authenticator app cannot be read: the key it was sealed with ' +
            'is not configured any more.',
        })
      return url
    },

    /** For the time between showing an address and the first correct code; bound to the flow. */
    encryptSetup: (url: string, flowId: string): string => cipher.encrypt(url, setup(flowId)),
    decryptSetup: (encrypted: string, flowId: string): string | undefined =>
      cipher.decrypt(encrypted, setup(flowId)),
  }
}
