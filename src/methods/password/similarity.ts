// Closer than this many edits is similar.
const minDistance = 5

/**
 * Whether a password is too much like an identifier, upper and lower case apart: when it can be
 * made of the identifier by fewer than five edits (Levenshtein), or when more than half of it is
 * one piece of the identifier.
 */
export function isSimilar(password: string, identifier: string): boolean {
  const secret = password.normalize('NFKC').toLowerCase(),
    name = identifier.normalize('NFKC').toLowerCase()
  return (
    sharesHalf(secret, name) ||
    (Math.abs(secret.length - name.length) < minDistance && distance(secret, name) < minDistance)
  )
}

/** NOTE one common piece of more than half is there exactly when one of just that length is. */
function sharesHalf(secret: string, name: string): boolean {
  const length = Math.floor(secret.length / 2) + 1
  for (let from = 0; from + length <= secret.length; from++)
    if (name.includes(secret.slice(from, from + length))) return true
  return false
}

/**
 * Levenshtein's distance, or more than it where it is `minDistance` or more: only cells near the
 * diagonal count.
 */
function distance(a: string, b: string): number {
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
