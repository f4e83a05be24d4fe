// JSON Patch (RFC 6902), guarded: only own members and entries that are there are reached, and a
// patch cannot make the document much larger than what was sent.
import { isDeepStrictEqual } from 'node:util'
import { applyPatch, Pointer, type Operation } from 'rfc6902'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'
import { oneOf, textField, wrong } from '../../fields.ts'

export type PatchOperation = {
  readonly op: (typeof operations)[number]
  readonly path: readonly string[]
  readonly from: readonly string[] | undefined
  readonly raw: JsonObject
}

const operations = ['add', 'remove', 'replace', 'move', 'copy', 'test'] as const
const most = { operations: 1000, copiedBytes: 1024 * 1024, depth: 64 }
const longestPointer = 4096
const treacherous = ['__proto__', 'constructor', 'prototype']

/** Throws Refusal for what is no list of operations. */
export function readPatch(value: unknown): readonly PatchOperation[] {
  if (!Array.isArray(value)) throw wrong('The body must be a list of JSON Patch operations.')
  if (value.length > most.operations)
    throw wrong(`A patch can have at most ${most.operations} operations.`)
  return value.map((entry, index) => readOperation(entry, `[${index}]`))
}

/** Members that an operation does not need are passed over, as the standard wants it. */
function readOperation(value: unknown, at: string): PatchOperation {
  if (!isObject(value)) throw wrong(`${at} must be an object.`)
  const fields = { at, values: value }
  const op = oneOf(fields, 'op', operations),
    pathText = textField(fields, 'path', longestPointer)
  if (op === undefined) throw wrong(`${at}.op is missing.`)
  const path = pointer(pathText, `${at}.path`)
  if (op === 'remove') return { op, path, from: undefined, raw: { op, path: pathText ?? '' } }
  if (op === 'move' || op === 'copy') {
    const fromText = textField(fields, 'from', longestPointer)
    return {
      op,
      path,
      from: pointer(fromText, `${at}.from`),
      raw: { op, path: pathText ?? '', from: fromText ?? '' },
    }
  }
  if (!Object.hasOwn(value, 'value')) throw wrong(`${at}.value is missing.`)
  return {
    op,
    path,
    from: undefined,
    raw: { op, path: pathText ?? '', value: value['value'] as Json },
  }
}

function pointer(text: string | undefined, at: string): readonly string[] {
  if (text === undefined) throw wrong(`${at} is missing.`)
  if (text === '') throw wrong(`${at} names the whole identity, which cannot be patched as one.`)
  if (!text.startsWith('/') || /~(?![01])/.test(text)) throw wrong(`${at} is no JSON pointer.`)
  const tokens = text
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
  if (tokens.some((token) => treacherous.includes(token)))
    throw wrong(`${at} leads to a name that is not allowed.`)
  return tokens
}

/** The patched copy of a document. Throws Refusal when an operation cannot be applied. */
export function patched(document: JsonObject, patch: readonly PatchOperation[]): JsonObject {
  const copy = structuredClone(document)
  let copiedBytes = 0
  for (const [index, operation] of patch.entries()) {
    const failed = (why: string) => wrong(`[${index}] cannot be applied: ${why}.`)
    guard(copy, operation, failed)
    if (operation.op === 'copy' && operation.from)
      copiedBytes += JSON.stringify(at(copy, operation.from) ?? null).length
    if (copiedBytes > most.copiedBytes) throw failed('the patch copies too much')
    apply(copy, operation, failed)
  }
  if (isDeeper(copy, most.depth)) throw wrong('The patched identity would be nested too deeply.')
  return copy
}

function apply(
  document: JsonObject,
  { op, path, raw }: PatchOperation,
  failed: (why: string) => Error,
): void {
  if (op === 'test') {
    // NOTE the library compares lists in quadratic time
    if (!isDeepStrictEqual(at(document, path), raw['value'])) throw failed('the test does not hold')
    return
  }
  const [problem] = applyPatch(document, [raw as unknown as Operation])
  if (problem !== null && problem !== undefined) throw failed('its path leads nowhere')
}

const at = (document: JsonObject, path: readonly string[]): unknown =>
  new Pointer(['', ...path]).get(document)

/** Lists have entries and nothing else; objects have their own members. */
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
