// JSON Patch (RFC 6902) for untrusted patches: pointers reach only own members and existing entries
// (no prototype pollution), and `copy` cannot grow the document beyond a limit.
import { isDeepStrictEqual } from 'node:util'
import { applyPatch, Pointer, type Operation } from 'rfc6902'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { oneOf, textField, badRequest } from '../../fields.ts'

/**
 * A checked operation; `path` and `from` are parsed JSON pointers, `raw` is what the library takes.
 */
export type PatchOperation = {
  readonly op: (typeof operations)[number]
  readonly path: readonly string[]
  readonly from: readonly string[] | undefined
  readonly raw: JsonObject
}

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const
const limits = { operations: 1000, copiedBytes: 1024 * 1024, depth: 64 }
const maxPointerLength = 4096
const forbiddenKeys = ['__proto__', 'constructor', 'prototype']

/** Parses a patch. Throws Refusal when it is not a valid list of operations. */
export function readPatch(value: unknown): readonly PatchOperation[] {
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
  if (op === 'remove') return { op, path, from: undefined, raw: { op, path: pathText ?? '' } }
  if (op === 'move' || op === 'copy') {
    const fromText = textField(fields, 'from', maxPointerLength)
    return {
      op,
      path,
      from: pointer(fromText, `${at}.from`),
      raw: { op, path: pathText ?? '', from: fromText ?? '' },
    }
  }
  if (!Object.hasOwn(value, 'value')) throw badRequest(`${at}.value is missing.`)
  return {
    op,
    path,
    from: undefined,
    raw: { op, path: pathText ?? '', value: value['value'] as Json },
  }
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
  let copiedBytes = 0
  for (const [index, operation] of patch.entries()) {
    const failed = (why: string) => badRequest(`[${index}] cannot be applied: ${why}.`)
    guard(copy, operation, failed)
    if (operation.op === 'copy' && operation.from)
      copiedBytes += JSON.stringify(at(copy, operation.from) ?? null).length
    if (copiedBytes > limits.copiedBytes) throw failed('the patch copies too much')
    apply(copy, operation, failed)
  }
  if (isDeeper(copy, limits.depth))
    throw badRequest('The patched identity would be nested too deeply.')
  return copy
}

function apply(
  document: JsonObject,
  { op, path, raw }: PatchOperation,
  failed: (why: string) => Error,
): void {
  if (op === 'test') {
    // NOTE the library compares arrays in quadratic time
    if (!isDeepStrictEqual(at(document, path), raw['value'])) throw failed('the test does not hold')
    return
  }
  const [problem] = applyPatch(document, [raw as unknown as Operation])
  if (problem !== null && problem !== undefined) throw failed('its path leads nowhere')
}

const at = (document: JsonObject, path: readonly string[]): unknown =>
  new Pointer(['', ...path]).get(document)

/**
 * Checks the pointers of an operation: array indexes must exist, and object members must be own.
 */
function guard(
  document: JsonObject,
  { op, path, from }: PatchOperation,
  failed: (why: string) => Error,
): void {
  if (from !== undefined) walk(document, from, false, failed)
  walk(document, path, op === 'add' || op === 'copy' || op === 'move', failed)
}

function walk(
  document: JsonObject,
  path: readonly string[],
  mayBeNew: boolean,
  failed: (why: string) => Error,
): void {
  let place: unknown = document
  for (const [depth, token] of path.entries()) {
    const isNew = mayBeNew && depth === path.length - 1
    if (Array.isArray(place)) {
      const isIndex = /^(?:0|[1-9]\d{0,8})$/.test(token)
      if (isNew && (token === '-' || (isIndex && Number(token) <= place.length))) return
      if (!isIndex || Number(token) >= place.length) throw failed('its path leads nowhere')
      place = place[Number(token)] as Json
    } else if (isObject(place)) {
      if (isNew) return
      if (!Object.hasOwn(place, token)) throw failed('its path leads nowhere')
      place = place[token]
    } else throw failed('its path leads nowhere')
  }
}

function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((one) => isDeeper(one, depth - 1))
}
