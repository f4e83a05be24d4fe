/** So many characters decide; what is alike in them stays in the order in which it is. */
export const compared = 12
/**
 * From here on, going over all of them a few times is faster than comparing them with each other.
 */
const many = 2000

/**
 * Where the keys stand once they are in order: that of their characters, of which those beyond
 * Latin-1 are all alike.
 */
export function orderOf(keys: readonly string[]): Uint32Array {
  const order = Uint32Array.from(keys, (_, at) => at)
  return keys.length < many
    ? order.sort((a, b) => compare(keys[a] ?? '', keys[b] ?? '') || a - b)
    : byPairs(keys, order)
}

function compare(a: string, b: string): number {
  for (let at = 0; at < compared; at += 2) {
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
  for (let from = compared - 2; from >= 0; from -= 2) {
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
