import { createCipher, type Cipher } from '#crypto/cipher.ts'
import type { Runtime } from './runtime.ts'

/** Seals and opens with the secrets in force now. */
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
    seal: (text, purpose) => current().seal(text, purpose),
    open: (sealed, purpose) => current().open(sealed, purpose),
    needsReseal: (sealed) => current().needsReseal(sealed),
  }
}
