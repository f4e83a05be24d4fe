import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { decodeBase64, numbersIn, sameBytes, type HashReader } from './stored.ts'

const derive = promisify(pbkdf2)
const maxIterations = 5_000_000
const keyBytes = { least: 16, most: 128 }

/**
 * `$pbkdf2-sha256$i=…,l=…$salt$hash` (RFC 8018, section 5.2), also with sha1, sha224, sha384 and
 * sha512.
 */
export const readPbkdf2: HashReader = (stored) => {
  const [before, kind, parameters = '', saltText, keyText, ...rest] = stored.split('$')
  const digest = /^pbkdf2-(sha1|sha224|sha256|sha384|sha512)$/.exec(kind ?? '')?.[1]
  const { i = 0, l = 0 } = numbersIn(parameters)
  const salt = decodeBase64(saltText),
    key = decodeBase64(keyText)
  if (
    digest === undefined ||
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
    excessiveCost: i > maxIterations ? `its iterations are more than ${maxIterations}` : undefined,
    matches: async (password) => sameBytes(await derive(password, salt, i, l, digest), key),
  }
}
