// Checks a configuration against its schema. The schema is JSON Schema, but it is interpreted here
// and not compiled: ajv takes 0.6 s to compile it, this takes 2 ms, and its messages are for
// operators.
import type { JsonSchema } from '#lib/json-schema.ts'
import { isObject } from '#lib/json.ts'
import type { Fault } from './faults.ts'
import { formats } from './formats.ts'
import { settings, type Settings } from './schema/settings.ts'
import { suggest } from './suggest.ts'
import type { Path } from './paths.ts'

type Finding = Omit<Fault, 'source'>
type Report = (path: Path, problem: string, allowed?: string) => void

/**
 * The configuration, which has its defaults already, or all faults. `unknown`: keys that are not
 * known at places where the published formats allow any.
 */
export function validate(
  filled: unknown,
):
  | { readonly settings: Settings; readonly unknown: readonly Finding[] }
  | { readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const unknown: Finding[] = []
  walk(settings, filled, [], (path, problem, allowed) =>
    (problem === openKeyProblem ? unknown : findings).push({ path, problem, allowed }),
  )
  return findings.length === 0 ? { settings: filled as Settings, unknown } : { findings }
}

function walk(node: JsonSchema, value: unknown, path: Path, report: Report): void {
  const types = [node.type ?? []].flat()
  if (types.length > 0 && !types.some((type) => isOfType(type, value))) {
    report(path, `must be ${types.map((type) => typeNames[type] ?? type).join(' or ')}`)
    return
  }
  if (node.enum !== undefined && !node.enum.includes(value))
    report(path, 'has a value that is not known', oneOf(node.enum))
  if (typeof value === 'string') walkText(node, value, path, report)
  if (
    typeof value === 'number' &&
    (value < (node.minimum ?? -Infinity) || value > (node.maximum ?? Infinity))
  )
    report(path, `must be ${span(node)}`)
  if (Array.isArray(value)) walkList(node, value, path, report)
  else if (isObject(value)) walkMap(node, value, path, report)
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  null: 'null',
}

function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  if (type === 'object') return isObject(value)
  return type === 'null' ? value === null : typeof value === type
}

const oneOf = (values: readonly unknown[]) => `allowed: ${values.map(String).join(', ')}`

function walkText(node: JsonSchema, value: string, path: Path, report: Report): void {
  const { length } = Array.from(value)
  if (length < (node.minLength ?? 0) || length > (node.maxLength ?? Infinity))
    report(path, `must have ${lengths(node)}`)
  const format = node.format === undefined ? undefined : formats[node.format]
  if (format !== undefined && !format.accepts(value)) report(path, `must be ${format.meaning}`)
}

function walkList(node: JsonSchema, value: readonly unknown[], path: Path, report: Report): void {
  if (value.length < (node.minItems ?? 0)) report(path, 'must not be an empty list')
  if (
    node.uniqueItems === true &&
    new Set(value.map((item) => JSON.stringify(item))).size < value.length
  )
    report(path, 'must not hold the same value twice')
  const { items } = node
  if (items !== undefined)
    for (const [position, item] of value.entries()) walk(items, item, [...path, position], report)
}

function walkMap(
  node: JsonSchema,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): void {
  if (node.discriminator !== undefined)
    return walkVariant(node, node.discriminator.propertyName, value, path, report)
  const { properties = {}, additionalProperties: others = true } = node
  for (const key of node.required ?? [])
    if (!Object.hasOwn(value, key)) report([...path, key], 'is missing')
  for (const [key, below] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined
    if (known !== undefined) walk(known, below, [...path, key], report)
    else if (typeof others === 'object') walk(others, below, [...path, key], report)
    else unknownKey([...path, key], properties, others, report)
  }
}

/** The problem of an unknown key. */
export const unknownKeyProblem = 'is not a known key'
const openKeyProblem = 'is a key without effect'

function unknownKey(
  path: Path,
  properties: NonNullable<JsonSchema['properties']>,
  isOpen: boolean,
  report: Report,
): void {
  const known = Object.keys(properties)
  // NOTE a place without known keys is a map with any
  if (isOpen && known.length === 0) return
  const key = String(path.at(-1))
  // NOTE where there is one key only, it is meant
  const meant = suggest(key, known) ?? (isOpen && known.length === 1 ? known[0] : undefined)
  if (!isOpen)
    return report(path, unknownKeyProblem, meant === undefined ? oneOf(known) : didYouMean(meant))
  const [elsewhere] = meant === undefined ? placesNamed(key, path) : []
  report(path, openKeyProblem, (meant ?? elsewhere) && didYouMean(meant ?? elsewhere ?? ''))
}

const didYouMean = (key: string) => `did you mean ${key}?`

/** Keys of this name at other places, nearest first. */
function placesNamed(key: string, from: Path): readonly string[] {
  const shared = (path: Path) => path.findIndex((one, index) => one !== from[index]) || path.length
  const found = (node: JsonSchema, path: Path): Path[] =>
    Object.entries(node.properties ?? {}).flatMap(([name, below]) => [
      ...(name === key ? [[...path, name]] : []),
      ...found(below, [...path, name]),
    ])
  return found(settings, [])
    .filter((path) => shared(path) >= from.length - 2)
    .toSorted((a, b) => shared(b) - shared(a))
    .map((path) => path.join('.'))
}

function walkVariant(
  node: JsonSchema,
  key: string,
  value: Readonly<Record<string, unknown>>,
  path: Path,
  report: Report,
): void {
  const names = (shape: JsonSchema) => shape.properties?.[key]?.enum ?? []
  const shapes = node.oneOf ?? []
  if (!Object.hasOwn(value, key))
    return report([...path, key], 'is missing', oneOf(shapes.flatMap(names)))
  const shape = shapes.find((one) => names(one).includes(value[key]))
  if (shape === undefined)
    report([...path, key], 'has a value that is not known here', oneOf(shapes.flatMap(names)))
  else walkMap(shape, value, path, report)
}

function lengths({ minLength: least, maxLength: most }: JsonSchema): string {
  if (least === most) return `exactly ${least} characters`
  if (most !== undefined) return `${least ?? 0} to ${most} characters`
  return least === 1 ? 'at least one character' : `at least ${least} characters`
}

function span({ minimum, maximum }: JsonSchema): string {
  if (maximum === undefined) return `at least ${minimum}`
  return minimum === undefined ? `at most ${maximum}` : `from ${minimum} to ${maximum}`
}
