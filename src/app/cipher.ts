import { createCipher, type Cipher } from '#crypto/cipher.ts'
import type { Runtime } from './runtime.ts'

/** Encrypts and decrypts with the secrets in force now. */
export function runtimeCipher(runtime: Runtime): Cipher {
  let secrets: readonly string[] | undefined,
    made = createCipher([])
  const current = () => {
    if (secrets !== runtime.reading.secrets.cipher)
      [secrets, made] = [
        runtime.reading.secrets.cipher,
        createCipher(runtime.reading.secrets.cipher),
      ]
    return made
  }
  return {
    encrypt: (text, purpose) => current().encrypt(text, purpose),
    decrypt: (encrypted, purpose) => current().decrypt(encrypted, purpose),
  }
}
