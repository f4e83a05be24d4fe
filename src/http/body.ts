import { isObject, type JsonObject } from '#lib/json.ts'

/**
 * A request body parsed by its content type. `unreadable`: it could not be parsed; `reason` says
 * why. `unsupported`: no parser for this content type.
 */
export type Body =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'json'
      readonly value: unknown
      /** The content type is that of JSON in general. */
      readonly isPlain: boolean
    }
  | {
      readonly kind: 'form'
      readonly fields: JsonObject
      readonly isMultipart: boolean
      /** Files that were uploaded, in their order. */
      readonly files?: readonly UploadedFile[]
    }
  | { readonly kind: 'unreadable'; readonly reason: string }
  | { readonly kind: 'unsupported'; readonly bytes: Buffer }

export type UploadedFile = {
  readonly field: string
  readonly name: string
  readonly bytes: Buffer
}

const maxDepth = 64
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })

/**
 * Parses a request body. Never throws. Keys that could cause prototype pollution are dropped;
 * nesting deeper than 64 levels is `unreadable`.
 */
export async function readBody(
  bytes: Buffer | undefined,
  contentType: string | undefined,
): Promise<Body> {
  if (bytes === undefined || bytes.length === 0) return { kind: 'none' }
  const type = (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  try {
    if (type === 'application/json' || type.endsWith('+json'))
      return { kind: 'json', value: readJson(bytes), isPlain: type === 'application/json' }
    if (type === 'application/x-www-form-urlencoded')
      return { kind: 'form', fields: nest(pairs(utf8.decode(bytes))), isMultipart: false }
    if (type === 'multipart/form-data') {
      const { texts, files } = await multipart(bytes, contentType ?? '')
      return { kind: 'form', fields: nest(texts), isMultipart: true, files }
    }
  } catch (error) {
    return {
      kind: 'unreadable',
      reason:
        error instanceof TooDeep
          ? 'The body is nested too deeply.'
          : 'The body is not what its content type says.',
    }
  }
  return { kind: 'unsupported', bytes }
}

/** The JSON of a body whose content type says nothing of it; undefined for any other. */
export function jsonAnyway({ bytes }: Body & { readonly kind: 'unsupported' }): unknown {
  try {
    return readJson(bytes)
  } catch {
    return undefined
  }
}

class TooDeep extends Error {}

function readJson(bytes: Buffer): unknown {
  const text = utf8.decode(bytes)
  guardDepth(text)
  // NOTE JSON.parse creates `__proto__` as an own key. A later copy of the object could then set
  // the prototype, so the key is dropped here.
  return JSON.parse(
    text,
    text.includes('__proto__') || text.includes('\\u') ? dropPrototype : undefined,
  )
}

function dropPrototype(this: unknown, key: string, value: unknown): unknown {
  return key === '__proto__' ? undefined : value
}

function guardDepth(text: string): void {
  let depth = 0,
    inString = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (inString) {
      if (c === 92) i++
      else if (c === 34) inString = false
    } else if (c === 34) inString = true
    else if (c === 123 || c === 91) {
      if (++depth > maxDepth) throw new TooDeep()
    } else if (c === 125 || c === 93) depth--
  }
}

function* pairs(text: string): Generator<readonly [string, string]> {
  if (/%(?![0-9a-f]{2})/i.test(text)) throw new Error('invalid percent-encoding')
  for (const part of text.split('&')) {
    if (part === '') continue
    const at = part.indexOf('=')
    const [name, value] = at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)]
    yield [
      decodeURIComponent(name.replaceAll('+', ' ')),
      decodeURIComponent(value.replaceAll('+', ' ')),
    ]
  }
}

async function multipart(
  bytes: Buffer,
  contentType: string,
): Promise<{
  readonly texts: readonly (readonly [string, string])[]
  readonly files: readonly UploadedFile[]
}> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  }).formData()
  const texts: (readonly [string, string])[] = [],
    files: UploadedFile[] = []
  for (const [field, value] of form)
    if (typeof value === 'string') texts.push([field, value])
    else files.push({ field, name: value.name, bytes: Buffer.from(await value.arrayBuffer()) })
  return { texts, files }
}

/**
 * Expands dotted names: `traits.name.first=A` becomes `{ traits: { name: { first: 'A' } } }`. A
 * repeated name becomes a list.
 */
export function nest(entries: Iterable<readonly [string, string]>): JsonObject {
  const root: Record<string, unknown> = {}
  let count = 0
  for (const [name, value] of entries) {
    if (++count > 1000) throw new Error('too many fields')
    const path = name.split('.')
    if (path.length > maxDepth) throw new TooDeep()
    if (
      path.some(
        (key) => key === '__proto__' || key === 'constructor' || key === 'prototype' || key === '',
      )
    )
      continue
    let place: Record<string, unknown> | undefined = root
    for (const key of path.slice(0, -1)) {
      const next: unknown = Object.hasOwn(place, key) ? place[key] : (place[key] = {})
      if (!isObject(next)) {
        // NOTE a name that leads below a text leads nowhere; the text stays
        place = undefined
        break
      }
      place = next
    }
    if (!place) continue
    const last = path.at(-1) ?? ''
    const before = Object.hasOwn(place, last) ? place[last] : undefined
    place[last] =
      before === undefined
        ? value
        : Array.isArray(before)
          ? [...before, value]
          : typeof before === 'string'
            ? [before, value]
            : value
  }
  return root as JsonObject
}
