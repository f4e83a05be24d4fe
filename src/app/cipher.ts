import { createCipher, type Cipher } from '#crypto/cipher.ts'
import type { Runtime } from './runtime.ts'

/** A cipher that uses the secrets of the current configuration. */
export function runtimeCipher(runtime: Runtime): Cipher {
  let secrets: readonly string[] | undefined,
    cipher = createCipher([])
  const current = () => {
    if (secrets !== runtime.reading.secrets.cipher)
      [secrets, cipher] = [
        runtime.reading.secrets.cipher,
        createCipher(runtime.reading.secrets.cipher),
      ]
    return cipher
  }
  return {
    encrypt: (text, purpose) => current().encrypt(text, purpose),
    decrypt: (encrypted, purpose) => current().decrypt(encrypted, purpose),
  }
}
