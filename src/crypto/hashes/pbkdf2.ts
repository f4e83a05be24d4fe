import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { excessOver, type HashLimit } from './limits.ts'
import { decodeBase64, numbersIn, sameBytes, type HashReader } from './stored.ts'

const derive = promisify(pbkdf2)
export const pbkdf2Limits: readonly HashLimit<{ readonly i: number }>[] = [
  { field: 'i', what: 'iterations', max: 5_000_000, of: ({ i }) => i },
]
/** Each block of the derived key takes all iterations. */
const blocks: Readonly<
  Record<string, { readonly bytes: number; readonly msPerIteration: number }>
> = {
  sha1: { bytes: 20, msPerIteration: 0.000_11 },
  sha224: { bytes: 28, msPerIteration: 0.000_11 },
  sha256: { bytes: 32, msPerIteration: 0.000_11 },
  sha384: { bytes: 48, msPerIteration: 0.000_27 },
  sha512: { bytes: 64, msPerIteration: 0.000_27 },
}
const keyBytes = { least: 16, most: 128 }

/**
 * `$pbkdf2-sha256$i=…,l=…$salt$hash` (RFC 8018, section 5.2), also with sha1, sha224, sha384 and
 * sha512.
 */
export const readPbkdf2: HashReader = (stored) => {
  const [before, kind, parameters = '', saltText, keyText, ...rest] = stored.split('$')
  const digest = /^pbkdf2-(.+)$/.exec(kind ?? '')?.[1] ?? '',
    block = Object.hasOwn(blocks, digest) ? blocks[digest] : undefined
  const { i = 0, l = 0 } = numbersIn(parameters)
  const salt = decodeBase64(saltText),
    key = decodeBase64(keyText)
  if (
    !block ||
    !salt ||
    !key ||
    rest.length > 0 ||
    before !== '' ||
    i < 1 ||
    key.byteLength !== l ||
    l < keyBytes.least ||
    l > keyBytes.most
  )
    return undefined
  return {
    kind: `pbkdf2-${digest} i=${i},l=${l}`,
    costMs: i * Math.ceil(l / block.bytes) * block.msPerIteration,
    excessiveCost: excessOver(pbkdf2Limits, { i }),
    matches: async (password) => sameBytes(await derive(password, salt, i, l, digest), key),
  }
}
