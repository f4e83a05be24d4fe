// The second factor by the code of an authenticator app, and setting up such an app.
import type { Cipher } from '#crypto/cipher.ts'
import type { Method } from '#flow/method.ts'
import { createTotpEncryption, readTotpCredential } from './credential.ts'
import { totpLogin } from './login.ts'
import type { TotpParts } from './parts.ts'
import { totpSettings } from './settings.ts'

export function createTotp({
  cipher,
  ...rest
}: Omit<TotpParts, 'encryption'> & { readonly cipher: Cipher }): Method {
  const parts: TotpParts = { ...rest, encryption: createTotpEncryption(cipher) }
  return {
    name: 'totp',
    login: totpLogin(parts),
    settings: totpSettings(parts),
    reveal({ config }, identityId) {
      const credential = readTotpCredential(config)
      const url = credential && parts.encryption.tryDecrypt(credential, identityId)
      return url === undefined ? {} : { totp_url: url }
    },
  }
}
