import { createCipher, type Cipher } from '#crypto/cipher.ts'
import type { Live } from './runtime.ts'

/** Seals and opens with the secrets in force now. */
export function liveCipher(live: Live): Cipher {
  let secrets: readonly string[] | undefined,
    made = createCipher([])
  const current = () => {
    if (secrets !== live.reading.secrets.cipher)
      [secrets, made] = [live.reading.secrets.cipher, createCipher(live.reading.secrets.cipher)]
    return made
  }
  return {
    seal: (text, purpose) => current().seal(text, purpose),
    open: (sealed, purpose) => current().open(sealed, purpose),
    needsReseal: (sealed) => current().needsReseal(sealed),
  }
}
