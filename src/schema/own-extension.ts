import { isObject, type JsonObject } from '#lib/json.ts'
import { step } from './pointer.ts'

/** The keyword of a schema for what only this server knows. */
export const ownKeyword = 'pallas'

/** A trait that is the acceptance of terms, or a consent, of one version. */
export type Terms = {
  /** Numbers with dots or hyphens between them: `3`, `2.1`, `2026-11-30`. */
  readonly version: string
  /** Where the text is. */
  readonly url: string | undefined
}

const keywords: Readonly<Record<string, (value: unknown) => string | undefined>> = {
  search: (value) => (typeof value === 'boolean' ? undefined : 'must be true or false'),
  terms: termsFault,
}
const known = Object.keys(keywords)
const versionShape = /^\d{1,12}(?:[.-]\d{1,12}){0,7}$/
const longestUrl = 2048

function termsFault(value: unknown): string | undefined {
  if (!isObject(value)) return 'must be an object with version and, if wanted, url'
  const other = Object.keys(value).find((key) => key !== 'version' && key !== 'url')
  if (other !== undefined) return `has ${other}, which is unknown; known here: version, url`
  if (!versionShape.test(versionText(value['version'])))
    return 'needs a version of numbers, with dots or hyphens between them, such as 2 or "2026-11-30"'
  return value['url'] === undefined || isPlainUrl(value['url'])
    ? undefined
    : 'has a url that is none: it must begin with https:// or http://'
}

const versionText = (version: unknown): string =>
  typeof version === 'number' || typeof version === 'string' ? String(version) : ''

function isPlainUrl(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > longestUrl) return false
  const url = URL.parse(value)
  return url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === ''
}

/** The faults of such a block, each with its pointer, which begins with `pointer`. */
export function ownFaults(
  block: unknown,
  pointer: string,
): readonly { readonly pointer: string; readonly reason: string }[] {
  if (!isObject(block)) return [{ pointer, reason: 'must be an object' }]
  return Object.entries(block).flatMap(([key, value]) => {
    const where = step(pointer, key)
    const faultOf = Object.hasOwn(keywords, key) ? keywords[key] : undefined
    if (!faultOf) return [{ pointer: where, reason: `unknown; known here: ${known.join(', ')}` }]
    const reason = faultOf(value)
    return reason === undefined ? [] : [{ pointer: where, reason }]
  })
}

/** Whether the trait of a block without faults can be searched by administrators. */
export const isSearchable = (block: JsonObject): boolean => block['search'] === true

/** The terms of a block without faults. */
export function termsOf({ terms }: JsonObject): Terms | undefined {
  if (!isObject(terms)) return undefined
  const { version, url } = terms
  return { version: versionText(version), url: typeof url === 'string' ? url : undefined }
}

/** Negative where the one version is older, positive where it is newer; compared number by number. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split(/[.-]/).map(Number))
  for (let at = 0; at < Math.max(a?.length ?? 0, b?.length ?? 0); at++) {
    const difference = (a?.[at] ?? 0) - (b?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}
