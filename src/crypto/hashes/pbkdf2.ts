import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { excessOver, type HashLimit } from './limits.ts'
import { decodeBase64, numbersIn, sameBytes, type HashReader } from './stored.ts'

const derive = promisify(pbkdf2)
export const pbkdf2Limits: readonly HashLimit<{ readonly i: number }>[] = [
  { field: 'i', what: 'iterations', max: 10_000_000, of: ({ i }) => i },
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

/** By these names some programs mean SHA-2, as RFC 8018 does, and others SHA-3: both are tried. */
const twoMeanings: Readonly<Record<string, string>> = { sha224: 'sha3-224', sha384: 'sha3-384' }

/**
 * `$pbkdf2-sha256$i=…,l=…$salt$hash` (RFC 8018, section 5.2), also with sha1, sha224, sha384 and
 * sha512. The key is as long as it is, whatever `l` says.
 */
export const readPbkdf2: HashReader = (stored) => {
  const [before, kind, parameters = '', saltText, keyText, ...rest] = stored.split('$')
  const digest = /^pbkdf2-(.+)$/.exec(kind ?? '')?.[1] ?? '',
    block = Object.hasOwn(blocks, digest) ? blocks[digest] : undefined
  const { i = 0 } = numbersIn(parameters)
  const salt = decodeBase64(saltText),
    key = decodeBase64(keyText)
  const l = key?.byteLength ?? 0,
    other = twoMeanings[digest]
  if (
    !block ||
    !salt ||
    !key ||
    rest.length > 0 ||
    before !== '' ||
    i < 1 ||
    l < keyBytes.least ||
    l > keyBytes.most
  )
    return undefined
  return {
    kind: `pbkdf2-${digest} i=${i},l=${l}`,
    costMs: i * Math.ceil(l / block.bytes) * block.msPerIteration * (other === undefined ? 1 : 2),
    excessiveCost: excessOver(pbkdf2Limits, { i }),
    async matches(password) {
      const fits = async (named: string) =>
        sameBytes(await derive(password, salt, i, l, named), key)
      return (await fits(digest)) || (other !== undefined && (await fits(other)))
    },
  }
}
