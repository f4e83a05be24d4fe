import { timingSafeEqual } from 'node:crypto'

/** Compares secrets in a time that depends only on their lengths. */
export function equal(a: string | Uint8Array, b: string | Uint8Array): boolean {
  const left = Buffer.from(a),
    right = Buffer.from(b)
  return left.byteLength === right.byteLength && timingSafeEqual(left, right)
}
