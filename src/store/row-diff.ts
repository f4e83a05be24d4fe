/**
 * The rows to delete and to insert to turn the first list into the second; equal rows have equal
 * keys.
 */
export function rowDiff<T>(
  before: readonly T[],
  after: readonly T[],
  key: (one: T) => string,
): { readonly gone: readonly T[]; readonly added: readonly T[] } {
  const there = new Set(before.map(key)),
    wanted = new Set(after.map(key))
  return {
    gone: before.filter((one) => !wanted.has(key(one))),
    added: after.filter((one) => !there.has(key(one))),
  }
}
