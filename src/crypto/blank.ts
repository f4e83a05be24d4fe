import { randomInt } from 'node:crypto'
import { readHash } from './foreign.ts'
import { blankBcrypt, costOf } from './hashes/bcrypt.ts'

/** A check that takes less than this cannot be told from none. */
const negligibleMs = 1
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** The part of a hash that holds its parameters: `v=19`, `m=65536,t=2,p=1`. */
const parameters = /^[a-z]+=\d+(?:,[a-z]+=\d+)*$/

/**
 * The kind of a hash; undefined for one that costs next to nothing, and for what is no hash.
 */
export function dearKindOf(hash: string): string | undefined {
  const stored = readHash(hash)
  return stored === undefined || stored.costMs < negligibleMs ? undefined : stored.kind
}

/** A hash of no password that is of the same kind, and has nothing else of this hash. */
export function blankLike(hash: string): string {
  const cost = costOf(hash)
  if (cost !== undefined) return blankBcrypt(cost)
  const [before = '', algorithm = '', ...parts] = hash.split('$')
  const blank = parts.map((part) => (parameters.test(part) ? part : scrambled(part)))
  return [before, algorithm, ...blank].join('$')
}

/** Valid as base64, too, which may end in `A` whatever its length. */
function scrambled(text: string): string {
  return text
    .replace(/[^=]/g, () => letters.charAt(randomInt(letters.length)))
    .replace(/[^=](?==*$)/, 'A')
}
