import { isObject } from '#lib/json.ts'

/**
 * The first entry that equals an earlier one, found in time proportional to the size of the list.
 */
export function firstRepeated(
  list: readonly unknown[],
): { readonly earlier: number; readonly later: number } | undefined {
  const seen = new Map<string, number>()
  for (const [later, entry] of list.entries()) {
    const key = canonicalText(entry),
      earlier = seen.get(key)
    if (earlier !== undefined) return { earlier, later }
    seen.set(key, later)
  }
  return undefined
}

/** The same text for equal values, whatever the order of their keys. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`
  if (isObject(value))
    return `{${Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`)
      .join()}}`
  return JSON.stringify(value)
}
