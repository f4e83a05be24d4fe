import { argon2Limits, readArgon2 } from './hashes/argon2.ts'
import { bcryptLimits, readBcrypt } from './hashes/bcrypt.ts'
import { readMd5Crypt, readShaCrypt, shaCryptLimits } from './hashes/crypt.ts'
import { readDigest, readHmac, readSsha } from './hashes/digests.ts'
import { pbkdf2Limits, readPbkdf2 } from './hashes/pbkdf2.ts'
import { readFirescrypt, readScrypt, scryptLimits } from './hashes/scrypt.ts'
import type { HashReader, StoredHash } from './hashes/stored.ts'

// Longer than any hash; longer texts are refused at once.
const maxLength = 1024

const readers: readonly HashReader[] = [
  readArgon2,
  readBcrypt,
  readPbkdf2,
  readScrypt,
  readFirescrypt,
  readSsha,
  readDigest,
  readHmac,
  readMd5Crypt,
  readShaCrypt,
]

/** Up to where hashes are imported; kinds that are not named have no parameters to limit. */
export const importLimits = {
  argon2: argon2Limits,
  bcrypt: bcryptLimits,
  pbkdf2: pbkdf2Limits,
  'scrypt, firescrypt': scryptLimits,
  'sha256-crypt, sha512-crypt': shaCryptLimits,
} as const

/** Parses a password hash of any known kind; undefined for any other text. */
export function readHash(hash: string): StoredHash | undefined {
  if (hash.length > maxLength) return undefined
  for (const read of readers) {
    const stored = read(hash)
    if (stored) return stored
  }
  return undefined
}

/** Why an imported hash cannot be used; undefined when it can. */
export function hashFault(hash: string): string | undefined {
  const stored = readHash(hash)
  return stored ? stored.excessiveCost : 'it is of no known kind'
}
