// JSON Patch (RFC 6902) for untrusted patches: pointers reach only own members and existing entries
// (no prototype pollution). As published, there are `add`, `remove` and `replace` only, and a
// `replace` of what is not there adds it, with the objects on the way.
import { applyPatch, type Operation } from 'rfc6902'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { oneOf, textField, badRequest } from '../../fields.ts'

/** A checked operation; `path` is a parsed JSON pointer, `raw` is what the library takes. */
export type PatchOperation = {
  readonly op: (typeof operations)[number]
  readonly path: readonly string[]
  readonly raw: JsonObject
}

const operations = ['add', 'remove', 'replace'] as const
const limits = { operations: 1000, depth: 64 }
const maxPointerLength = 4096
const forbiddenKeys = ['__proto__', 'constructor', 'prototype']

/** Parses a patch. Throws Refusal when it is not a valid list of operations. */
export function readPatch(value: unknown): readonly PatchOperation[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw badRequest('The body must be a list of JSON Patch operations.')
  if (value.length > limits.operations)
    throw badRequest(`A patch can have at most ${limits.operations} operations.`)
  return value.map((entry, index) => readOperation(entry, `[${index}]`))
}

/** Members that an operation does not define are ignored (RFC 6902, section 4). */
function readOperation(value: unknown, at: string): PatchOperation {
  if (!isObject(value)) throw badRequest(`${at} must be an object.`)
  const fields = { at, values: value }
  const op = oneOf(fields, 'op', operations),
    pathText = textField(fields, 'path', maxPointerLength)
  if (op === undefined) throw badRequest(`${at}.op is missing.`)
  const path = pointer(pathText, `${at}.path`)
  if (op === 'remove') return { op, path, raw: { op, path: pathText ?? '' } }
  if (!Object.hasOwn(value, 'value')) throw badRequest(`${at}.value is missing.`)
  // NOTE in an object an added member takes the place of the one that is there
  return { op, path, raw: { op, path: pathText ?? '', value: value['value'] as Json } }
}

function pointer(text: string | undefined, at: string): readonly string[] {
  if (text === undefined) throw badRequest(`${at} is missing.`)
  if (text === '')
    throw badRequest(`${at} names the whole identity, which cannot be patched as one.`)
  if (!text.startsWith('/') || /~(?![01])/.test(text)) throw badRequest(`${at} is no JSON pointer.`)
  const tokens = text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (tokens.some((token) => forbiddenKeys.includes(token)))
    throw badRequest(`${at} leads to a name that is not allowed.`)
  return tokens
}

/** Applies a patch to a copy of the document. Throws Refusal when an operation fails. */
export function patchedCopy(document: JsonObject, patch: readonly PatchOperation[]): JsonObject {
  const copy = structuredClone(document)
  for (const [index, { op, path, raw }] of patch.entries()) {
    const failed = () => badRequest(`[${index}] cannot be applied: its path leads nowhere.`)
    if (op !== 'remove') makeParents(copy, path)
    const place = walk(copy, path, op !== 'remove', failed)
    const last = path.at(-1) ?? ''
    // NOTE the end of a list (`-`) is no member of it
    const isNew = op === 'replace' && !Object.hasOwn(place as object, last)
    const operation = isNew ? { ...raw, op: 'add' } : raw
    const [problem] = applyPatch(copy, [operation as unknown as Operation])
    if (problem !== null && problem !== undefined) throw failed()
  }
  if (isDeeper(copy, limits.depth))
    throw badRequest('The patched identity would be nested too deeply.')
  return copy
}

/** Makes the objects on the way that are missing or null; what else stands there stays. */
function makeParents(document: JsonObject, path: readonly string[]): void {
  let place: unknown = document
  for (const token of path.slice(0, -1)) {
    if (isObject(place) && (!Object.hasOwn(place, token) || place[token] === null))
      place[token] = {}
    place = isObject(place)
      ? place[token]
      : Array.isArray(place) && Object.hasOwn(place, token)
        ? place[Number(token)]
        : undefined
  }
}

/**
 * The object or list that the last part of the pointer names a member of. Array indexes must exist,
 * and object members must be own; the last one need not when it `mayBeNew`.
 */
function walk(
  document: JsonObject,
  path: readonly string[],
  mayBeNew: boolean,
  failed: () => Error,
): unknown {
  let place: unknown = document
  for (const [depth, token] of path.entries()) {
    const isLast = depth === path.length - 1
    if (Array.isArray(place)) {
      const isIndex = /^(?:0|[1-9]\d{0,8})$/.test(token)
      const isEnd = token === '-' || (isIndex && Number(token) === place.length)
      if (!(isLast && mayBeNew && isEnd) && (!isIndex || Number(token) >= place.length))
        throw failed()
    } else if (!isObject(place) || (!(isLast && mayBeNew) && !Object.hasOwn(place, token)))
      throw failed()
    if (isLast) return place
    place = Array.isArray(place) ? place[Number(token)] : place[token]
  }
  return place
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((one) => isDeeper(one, depth - 1))
}
