// Hashes that are cheap to compute. They are accepted for one login, which stores a better hash.
import { createHash, createHmac } from 'node:crypto'
import { decodeBase64, sameBytes, type HashReader } from './stored.ts'

const sizes: Readonly<Record<string, number>> = {
  md4: 16,
  md5: 16,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
}

/** A digest of 1 kB takes some microseconds, whatever the algorithm. */
const digestCost = { kind: 'digest', costMs: 0.01, excessiveCost: undefined } as const

/**
 * `{SSHA}` and base64 of digest and salt (RFC 2307, section 5.3, as directories use it), also
 * `{SSHA256}` and `{SSHA512}`.
 */
export const readSsha: HashReader = (stored) => {
  const [, bits, text] = /^\{SSHA(|256|512)\}(.+)$/.exec(stored) ?? []
  const algorithm = bits === '' ? 'sha1' : `sha${bits}`,
    size = sizes[algorithm] ?? 0,
    bytes = decodeBase64(text)
  if (bits === undefined || !bytes || bytes.byteLength <= size) return undefined
  const digest = bytes.subarray(0, size),
    salt = bytes.subarray(size)
  return {
    ...digestCost,
    matches: async (password) =>
      sameBytes(createHash(algorithm).update(password).update(salt).digest(), digest),
  }
}

/**
 * `$sha256$pf=<template>$<salt>$<digest>`, all in base64; without template and salt the digest of
 * the password alone. Also md5, sha1 and sha512.
 */
export const readDigest: HashReader = (stored) => {
  const [before, algorithm = '', ...parts] = stored.split('$')
  if (
    before !== '' ||
    !/^(?:md5|sha1|sha256|sha512)$/.test(algorithm) ||
    (parts.length !== 1 && parts.length !== 3)
  )
    return undefined
  const digest = decodeBase64(parts.at(-1)),
    salt = parts.length === 3 ? decodeBase64(parts[1]) : Buffer.alloc(0)
  const template =
    parts.length === 3
      ? decodeBase64(/^pf=(.*)$/.exec(parts[0] ?? '')?.[1])?.toString('utf8')
      : '{PASSWORD}'
  // NOTE a template without the password would match every password
  if (
    !digest ||
    digest.byteLength !== sizes[algorithm] ||
    !salt ||
    !template?.includes('{PASSWORD}')
  )
    return undefined
  const pieces = template.split(/(\{SALT\}|\{PASSWORD\})/)
  return {
    ...digestCost,
    async matches(password) {
      const filled = pieces.map((piece) =>
        piece === '{SALT}' ? salt : Buffer.from(piece === '{PASSWORD}' ? password : piece),
      )
      return sameBytes(createHash(algorithm).update(Buffer.concat(filled)).digest(), digest)
    },
  }
}

/**
 * `$hmac-sha256$<base64 of the digest in hex>$<base64 of the key>`, also with the other digests.
 */
export const readHmac: HashReader = (stored) => {
  const [, algorithm, digestText, keyText] =
    /^\$hmac-(md4|md5|sha1|sha224|sha256|sha384|sha512)\$([^$]+)\$([^$]+)$/.exec(stored) ?? []
  const digest = decodeBase64(digestText)?.toString('latin1'),
    key = decodeBase64(keyText)
  if (
    algorithm === undefined ||
    !key ||
    !digest ||
    !/^[0-9a-f]+$/.test(digest) ||
    digest.length !== 2 * (sizes[algorithm] ?? 0)
  )
    return undefined
  return {
    ...digestCost,
    matches: async (password) =>
      sameBytes(await hmac(algorithm, key, password), Buffer.from(digest, 'hex')),
  }
}

async function hmac(algorithm: string, key: Buffer, password: string): Promise<Uint8Array> {
  if (algorithm !== 'md4') return createHmac(algorithm, key).update(password).digest()
  // NOTE OpenSSL has MD4 no more
  const { createHMAC, createMD4 } = await import('hash-wasm')
  return (await createHMAC(createMD4(), key)).update(password).digest('binary')
}
