// Several lists in one order, shown as one list.

/** The first entries of a list. */
export type Part<T> = { readonly shown: readonly T[]; readonly more: boolean }

/**
 * The first `limit` entries of all lists together, each entry once. Each list must have as many, or all
 * that it has.
 */
export function mergeParts<T extends { readonly id: string }>(
  parts: readonly Part<T>[],
  limit: number,
  compare: (one: T, other: T) => number,
): Part<T> {
  const all = new Map(parts.flatMap(({ shown }) => shown.map((one) => [one.id, one] as const)))
  const shown = [...all.values()].toSorted(compare).slice(0, limit)
  return { shown, more: all.size > limit || parts.some(({ more }) => more) }
}
