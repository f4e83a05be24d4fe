import type { JsonObject } from '#lib/json.ts'

/** Traits in which people's languages are kept, the most telling first. */
const names = ['locale', 'language', 'lang'] as const

/** The language of a person as a BCP 47 tag, where a trait says it; `de_AT` counts as `de-AT`. */
export function languageOf(data: JsonObject): string | undefined {
  const traits = data['Traits']
  if (traits === null || typeof traits !== 'object' || Array.isArray(traits)) return undefined
  const said = names
    .map((name) => (traits as JsonObject)[name])
    .find((value) => typeof value === 'string')
  return typeof said === 'string' && /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}$/.test(said)
    ? said.replaceAll('_', '-')
    : undefined
}
