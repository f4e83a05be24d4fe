import { timingSafeEqual } from 'node:crypto'

/** A stored password hash after parsing. */
export type StoredHash = {
  /** The algorithm and its parameters: hashes of one kind cost the same. */
  readonly kind: string
  /**
   * About how long a check takes, in milliseconds of one core. It is computed from the parameters,
   * with factors that were measured once on one machine: only the proportion of two costs says
   * something about another machine.
   */
  readonly costMs: number
  /** Why checking a password against it would cost too much; undefined when it does not. */
  readonly excessiveCost: string | undefined
  /**
   * Whether checking it comes to an end: what was stored under wider limits must still let its
   * owner in. Left out where `excessiveCost` says as much.
   */
  readonly isCheckable?: boolean
  matches(password: string): Promise<boolean>
}

/** Parses one kind of hash; undefined for every other. */
export type HashReader = (hash: string) => StoredHash | undefined

/** Decodes base64, with padding or without; undefined for any other text and for an empty one. */
export function decodeBase64(text: string | undefined): Buffer | undefined {
  if (text === undefined || text === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  return Buffer.from(text, 'base64')
}

/** Compares a computed value with a stored one; values of different lengths are not equal. */
export function sameBytes(computed: Uint8Array, stored: Uint8Array): boolean {
  return computed.byteLength === stored.byteLength && timingSafeEqual(computed, stored)
}

/** The numbers of a text such as `ln=14,r=8,p=1`, by name. */
export function numbersIn(text: string): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...text.matchAll(/(?:^|,)([a-z]+)=(\d{1,10})(?=,|$)/g)].map(([, name, value]) => [
      name,
      Number(value),
    ]),
  )
}
