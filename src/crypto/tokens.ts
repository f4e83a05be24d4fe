import { hash, randomBytes, randomInt, randomUUID } from 'node:crypto'
import { createRandomPool } from './random-pool.ts'

/** Random values, all from the secure source of the system. */
export type Tokens = {
  /** `ory_st_` and 32 letters and digits, 190 bits. */
  sessionToken(): string
  /** Version 4. */
  uuid(): string
  /**
   * Has the format of version 4, and begins with a time (milliseconds since 1970) and a counter as
   * version 7 does (RFC 9562, section 6.2, method 1), so that each is greater than the one before
   * and is stored next to it. 62 bits are random.
   */
  orderedUuid(at: number): string
  /** Decimal digits, evenly distributed. Throws RangeError for more than 14. */
  code(digits: number): string
  /**
   * Lower-case letters and digits that look different on paper, evenly distributed: 4.95 bits each.
   */
  letters(length: number): string
  /** This number of random bytes in base64url. */
  random(bytes: number): string
}

const legible = 'abcdefghjkmnpqrstuvwxyz23456789'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** Letters and digits, evenly distributed: bytes from 248 on are drawn again. */
function alphanumeric(length: number): string {
  let text = ''
  while (text.length < length)
    for (const byte of randomBytes(length))
      if (byte < 248 && text.length < length) text += alphabet[byte % 62]
  return text
}

/** The counter within a millisecond has 12 bits, and starts in the lower half. */
const counts = 4096

function createOrder(random: (count: number) => Buffer): (at: number) => string {
  let moment = 0,
    count = 0,
    begin = ''
  return (at) => {
    if (at > moment || ++count === counts) {
      // NOTE the time never goes back, also when the clock is set back or is slow
      moment = Math.max(at, moment + 1)
      count = randomInt(counts / 2)
      const digits = moment.toString(16).padStart(12, '0')
      begin = `${digits.slice(0, 8)}-${digits.slice(8)}-4`
    }
    const bytes = random(8)
    // NOTE the variant of RFC 9562, section 4.1
    bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80
    const digits = bytes.toString('hex')
    return `${begin}${count.toString(16).padStart(3, '0')}-${digits.slice(0, 4)}-${digits.slice(4)}`
  }
}

export function createTokens(): Tokens {
  const next = createRandomPool(4096)
  return {
    sessionToken: () => `ory_st_${alphanumeric(32)}`,
    uuid: () => randomUUID(),
    orderedUuid: createOrder(next),
    code: (digits) => String(randomInt(10 ** digits)).padStart(digits, '0'),
    letters: (length) => Array.from({ length }, () => legible[randomInt(legible.length)]).join(''),
    random: (bytes) => next(bytes).toString('base64url'),
  }
}

/** SHA-256 of a text (UTF-8) in base64url, as random tokens are stored. */
export function sha256(text: string): string {
  return hash('sha256', text, 'base64url')
}
