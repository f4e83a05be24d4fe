import { Refusal } from '#errors/refusal.ts'
import type { ImportedSecrets, Importer } from '#identity/imported-secrets.ts'
import { readAuthenticator } from './authenticator.ts'
import type { TotpEncryption } from './credential.ts'

/** Takes over authenticator apps, of which an account has one. */
export const importTotp = (encryption: TotpEncryption): Importer<ImportedSecrets['totp']> => ({
  async check({ url }) {
    if (!readAuthenticator(url))
      throw new Refusal('bad-request', {
        reason:
          'The authenticator app cannot be taken: its address must be otpauth://totp/… with a ' +
          'secret in base32 of at least 10 bytes, and its codes of a kind that is known.',
      })
  },
  credential: ({ url }, { identity }) => encryption.credential(url, identity.id, 0),
})
