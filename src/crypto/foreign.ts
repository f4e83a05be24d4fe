import { readArgon2 } from './hashes/argon2.ts'
import { readBcrypt } from './hashes/bcrypt.ts'
import { readMd5Crypt, readShaCrypt } from './hashes/crypt.ts'
import { readDigest, readHmac, readSsha } from './hashes/digests.ts'
import { readPbkdf2 } from './hashes/pbkdf2.ts'
import { readFirescrypt, readScrypt } from './hashes/scrypt.ts'
import type { HashReader, StoredHash } from './hashes/stored.ts'

// Longer than any hash; what is longer is not even looked at.
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

/** Understands a password hash of any known kind; undefined for any other text. */
export function readHash(hash: string): StoredHash | undefined {
  if (hash.length > maxLength) return undefined
  for (const read of readers) {
    const stored = read(hash)
    if (stored) return stored
  }
  return undefined
}

/** Why a hash from elsewhere cannot be taken, undefined when it can. */
export function hashFault(hash: string): string | undefined {
  const stored = readHash(hash)
  return stored ? stored.excess : 'it is of no known kind'
}
