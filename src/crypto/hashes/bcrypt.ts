import { randomBytes } from 'node:crypto'
import type { HashReader } from './stored.ts'

/** What bcrypt takes into account of a password. */
export const bcryptMaxBytes = 72

const maxCost = 16
const form = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/

/** `$2a$12$…`, also `$2b$` and `$2y$`. */
export const readBcrypt: HashReader = (stored) => {
  const cost = costOf(stored)
  if (cost === undefined) return undefined
  return {
    excess: cost > maxCost ? `its cost is more than ${maxCost}` : undefined,
    async matches(password) {
      const { verify } = await import('@node-rs/bcrypt')
      const same = await verify(password, stored)
      // NOTE bcrypt cuts off the rest, so that a longer password would match by its beginning
      return same && Buffer.byteLength(password) <= bcryptMaxBytes
    },
  }
}

/**
 * `$2a$`, which every other program reads; of a password that bcrypt takes whole it is the same as
 * `$2b$`.
 */
export async function hashBcrypt(password: string, cost: number): Promise<string> {
  const { hash } = await import('@node-rs/bcrypt')
  return (await hash(password, cost)).replace(/^\$2b\$/, '$2a$$')
}

/** The cost of a bcrypt hash (4 to 31), undefined for anything else. */
export function costOf(stored: string): number | undefined {
  const cost = Number(form.exec(stored)?.[1])
  return cost >= 4 && cost <= 31 ? cost : undefined
}

/** A hash of nothing, whose check costs as much as that of a real one. */
export function blankBcrypt(cost: number): string {
  // NOTE of the last character of the salt only two bits count: `.` leaves the others zero
  const random = (characters: number) =>
    randomBytes(characters).toString('base64').replaceAll('+', '.').slice(0, characters)
  return `$2a$${String(cost).padStart(2, '0')}$${random(21)}.${random(30)}.`
}
