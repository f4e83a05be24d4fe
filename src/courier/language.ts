import type { JsonObject } from '#lib/json.ts'

/** Traits that may have a language, in order of preference. */
const names = ['locale', 'language', 'lang'] as const

/** The language in the traits, as a BCP 47 tag; `de_AT` counts as `de-AT`. */
export function languageOf(data: JsonObject): string | undefined {
  const traits = data['Traits']
  if (traits === null || typeof traits !== 'object' || Array.isArray(traits)) return undefined
  const value = names
    .map((name) => (traits as JsonObject)[name])
    .find((one) => typeof one === 'string')
  return typeof value === 'string' && /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(value)
    ? value.replaceAll('_', '-')
    : undefined
}
