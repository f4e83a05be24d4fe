import type * as Bcrypt from '@node-rs/bcrypt'
import { randomBytes } from 'node:crypto'
import { excessOver, type HashLimit } from './limits.ts'
import { loadNative } from './native.ts'
import type { HashReader } from './stored.ts'

let loaded: typeof Bcrypt | undefined
/** The library; throws as loadNative where it is missing. */
export const bcrypt = (): typeof Bcrypt =>
  (loaded ??= loadNative('@node-rs/bcrypt') as typeof Bcrypt)

/** How many bytes of a password bcrypt uses. */
export const bcryptMaxBytes = 72

export const bcryptLimits: readonly HashLimit<{ readonly cost: number }>[] = [
  { field: 'cost', what: 'binary logarithm of the rounds', max: 15, of: ({ cost }) => cost },
]
/** The dearest that is checked of what is stored. */
const mostCost = 16
const msPerRound = 0.049
const form = /^\$2[aby]?\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** `$2a$12$…`, also `$2b$`, `$2y$`, and `$2$` of before the letters. */
export const readBcrypt: HashReader = (stored) => {
  const cost = costOf(stored)
  if (cost === undefined) return undefined
  return {
    kind: `bcrypt cost=${cost}`,
    costMs: 2 ** cost * msPerRound,
    isCheckable: cost <= mostCost,
    excessiveCost: excessOver(bcryptLimits, { cost }),
    async matches(password) {
      // NOTE the library knows the names with a letter only
      const same = await bcrypt().verify(password, stored.replace(/^\$2\$/, '$2a$$'))
      // NOTE bcrypt ignores the rest, so a longer password would match by its beginning
      return same && Buffer.byteLength(password) <= bcryptMaxBytes
    },
  }
}

/** `$2a$`, which every other program reads; for passwords of up to 72 bytes it equals `$2b$`. */
export async function hashBcrypt(password: string, cost: number): Promise<string> {
  return (await bcrypt().hash(password, cost)).replace(/^\$2b\$/, '$2a$$')
}

/** The cost of a bcrypt hash (4 to 31); undefined for any other text. */
export function costOf(stored: string): number | undefined {
  const cost = Number(form.exec(stored)?.[1])
  return cost >= 4 && cost <= 31 ? cost : undefined
}

/** A hash of no password, which costs as much to check as a real one. */
export function blankBcrypt(cost: number): string {
  // NOTE the last character of the salt has two bits of meaning: with `.` the others are zero
  const random = (characters: number) =>
    randomBytes(characters).toString('base64').replaceAll('+', '.').slice(0, characters)
  return `$2a$${String(cost).padStart(2, '0')}$${random(21)}.${random(30)}.`
}
