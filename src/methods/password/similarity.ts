/** Fewer edits than this are similar. */
export const minDistance = 5

/**
 * Whether a password is too similar to an identifier, ignoring case: fewer than five edits away
 * from it (Levenshtein distance), or with more than half of its characters in one piece of it.
 */
export function isSimilar(password: string, identifier: string): boolean {
  const secret = password.normalize('NFKC').toLowerCase(),
    name = identifier.normalize('NFKC').toLowerCase()
  return (
    sharesHalf(secret, name) ||
    (Math.abs(secret.length - name.length) < minDistance && distance(secret, name) < minDistance)
  )
}

/** NOTE a common piece of more than half exists exactly when one of just that length does. */
export function sharesHalf(secret: string, name: string): boolean {
  const length = Math.floor(secret.length / 2) + 1
  for (let from = 0; from + length <= secret.length; from++)
    if (name.includes(secret.slice(from, from + length))) return true
  return false
}

/**
 * The Levenshtein distance, or a larger number when it is at least `minDistance`: only cells near
 * the diagonal are computed.
 */
export function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let row = 1; row <= a.length; row++) {
    const line = new Array<number>(b.length + 1).fill(minDistance)
    if (row < minDistance) line[0] = row
    for (
      let at = Math.max(1, row - minDistance);
      at <= Math.min(b.length, row + minDistance);
      at++
    ) {
      const changed = (above[at - 1] ?? minDistance) + (a[row - 1] === b[at - 1] ? 0 : 1)
      line[at] = Math.min(
        changed,
        (above[at] ?? minDistance) + 1,
        (line[at - 1] ?? minDistance) + 1,
      )
    }
    above = line
  }
  return above[b.length] ?? minDistance
}
