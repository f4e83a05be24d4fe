/**
 * What has to go and what has to come to make the first list the second; `key` says what is the
 * same.
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
