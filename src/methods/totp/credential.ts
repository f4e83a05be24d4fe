import type { Cipher } from '#crypto/cipher.ts'
import { Refusal } from '#errors/refusal.ts'
import type { NewCredential } from '#identity/accounts.ts'
import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * What is stored of an authenticator app: its address, sealed, and the time step of the code that
 * was used last.
 */
export type TotpCredential = { readonly sealed: string; readonly lastStep: number }

export function readTotpCredential(config: JsonObject | undefined): TotpCredential | undefined {
  if (!isObject(config) || typeof config['sealed'] !== 'string') return undefined
  return {
    sealed: config['sealed'],
    lastStep: typeof config['last_step'] === 'number' ? config['last_step'] : 0,
  }
}

export type TotpSeal = ReturnType<typeof createTotpSeal>

/**
 * Seals and opens addresses of authenticator apps (`otpauth://totp/…`); each opens for its owner
 * only.
 */
export function createTotpSeal(cipher: Pick<Cipher, 'seal' | 'open'>) {
  const purpose = (identityId: string) => `totp:${identityId}`
  const setup = (flowId: string) => `totp-setup:${flowId}`

  return {
    credential(url: string, identityId: string, lastStep: number): NewCredential {
      return {
        type: 'totp',
        identifiers: [identityId],
        config: { sealed: cipher.seal(url, purpose(identityId)), last_step: lastStep },
      }
    },

    /** Undefined when the key is gone. */
    peek: ({ sealed }: TotpCredential, identityId: string): string | undefined =>
      cipher.open(sealed, purpose(identityId)),

    /** Throws Refusal when the key is gone. */
    open({ sealed }: TotpCredential, identityId: string): string {
      const url = cipher.open(sealed, purpose(identityId))
      if (url === undefined)
        throw new Refusal('misconfigured', {
          reason:
            'The secret of this authenticator app cannot be read: the key it was sealed with is not configured any more.',
        })
      return url
    },

    /** For the time between showing an address and the first right code. */
    sealForSetup: (url: string, flowId: string): string => cipher.seal(url, setup(flowId)),
    openForSetup: (sealed: string, flowId: string): string | undefined =>
      cipher.open(sealed, setup(flowId)),
  }
}
