import { createHasher } from '#crypto/hasher.ts'

/** Hashes with the parameters of a usual installation. */
export const hasher = createHasher({
  settings: () => ({
    algorithm: 'argon2',
    bcrypt: { cost: 12 },
    argon2: { memoryKiB: 19456, iterations: 2, parallelism: 1, saltBytes: 16, keyBytes: 32 },
  }),
})
