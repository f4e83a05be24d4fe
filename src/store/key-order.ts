/** The number of characters that are compared; keys that are equal in them keep their order. */
export const comparedLength = 12
/** From this number on, a radix sort is faster than comparing keys. */
const radixSortFrom = 2000

/** The positions of the keys in sorted order. Characters beyond Latin-1 are equal. */
export function orderOf(keys: readonly string[]): Uint32Array {
  const order = Uint32Array.from(keys, (_, at) => at)
  return keys.length < radixSortFrom
    ? order.sort((a, b) => compare(keys[a] ?? '', keys[b] ?? '') || a - b)
    : byPairs(keys, order)
}

function compare(a: string, b: string): number {
  for (let at = 0; at < comparedLength; at += 2) {
    const rowDiff = pairAt(a, at) - pairAt(b, at)
    if (rowDiff !== 0) return rowDiff
  }
  return 0
}

/** A radix sort by two characters at a time, from the last to the first. */
function byPairs(keys: readonly string[], begin: Uint32Array<ArrayBuffer>): Uint32Array {
  let order = begin,
    next = new Uint32Array(keys.length)
  const pairs = new Uint16Array(keys.length)
  for (let from = comparedLength - 2; from >= 0; from -= 2) {
    const places = new Uint32Array(65_537)
    for (let at = 0; at < keys.length; at++) {
      const pair = pairAt(keys[at] ?? '', from)
      pairs[at] = pair
      places[pair + 1] = (places[pair + 1] ?? 0) + 1
    }
    for (let pair = 0; pair < 65_536; pair++)
      places[pair + 1] = (places[pair + 1] ?? 0) + (places[pair] ?? 0)
    for (const at of order) {
      const pair = pairs[at] ?? 0,
        place = places[pair] ?? 0
      next[place] = at
      places[pair] = place + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}

const pairAt = (key: string, at: number): number =>
  characterAt(key, at) * 256 + characterAt(key, at + 1)

const characterAt = (key: string, at: number): number =>
  at < key.length ? Math.min(key.charCodeAt(at), 255) : 0
