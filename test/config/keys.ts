// The keys of every published format of the configuration, and of ours, as values to try.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { merge } from '#config/paths.ts'
import { isOptional } from '#config/schema/node.ts'
import { settings } from '#config/schema/settings.ts'
import type { JsonSchema } from '#lib/json-schema.ts'

/**
 * A step of a path: a key, `*` for an entry of a list, `{}` for any key. `chosen`: the key and value
 * by which it is one of several shapes.
 */
export type Step = {
  readonly key: string
  readonly chosen: readonly [key: string, value: string] | undefined
  readonly required: boolean
}
/** A key that holds a value, and what kind of value. */
export type Leaf = { readonly steps: readonly Step[]; readonly kind: string }

const folder = join(import.meta.dirname, 'keys')

const leafOf = (line: string): Leaf => {
  const [path = '', kind = ''] = line.split(' : ')
  return {
    kind,
    steps: path.split(' ').map((step) => {
      const [, key = '', name, value, required] = /^(.*?)(?:\[(.*?)=(.*?)\])?(!?)$/.exec(step) ?? []
      return {
        key,
        chosen: name === undefined || value === undefined ? undefined : [name, value],
        required: required === '!' || key === '*' || key === '{}',
      }
    }),
  }
}

/** The published formats by name; a format is a file of its keys. */
export const publishedFormats: readonly (readonly [name: string, leaves: readonly Leaf[]])[] =
  readdirSync(folder).map((file) => [
    file.replace(/\.txt$/, ''),
    readFileSync(join(folder, file), 'utf8').trimEnd().split('\n').map(leafOf),
  ])

/** The keys of our own schema. */
export const ownKeys = (): readonly Leaf[] => leavesOf(settings, [])

function leavesOf(node: JsonSchema, steps: readonly Step[]): readonly Leaf[] {
  const below = (key: string, child: JsonSchema, required: boolean) =>
    leavesOf(child, [...steps, { key, chosen: undefined, required }])
  if (node.discriminator !== undefined) {
    const { propertyName: name } = node.discriminator
    return (node.oneOf ?? []).flatMap((shape) => {
      const value = String(shape.properties?.[name]?.enum?.[0])
      return leavesOf(shape, [
        ...steps.slice(0, -1),
        ...steps.slice(-1).map((step) => ({ ...step, chosen: [name, value] as const })),
      ])
    })
  }
  if (node.properties !== undefined)
    return Object.entries(node.properties).flatMap(([key, child]) =>
      below(key, child, node.required?.includes(key) ?? !isOptional(child)),
    )
  if (typeof node.additionalProperties === 'object')
    return below('{}', node.additionalProperties, true)
  if (node.items !== undefined) return below('*', node.items, true)
  return [{ steps, kind: kindOf(node) }]
}

function kindOf({ type, enum: values, format, minimum, maximum }: JsonSchema): string {
  const types = [type ?? 'any'].flat()
  if (values !== undefined) return `choice ${values.join(' ')}`
  if (format !== undefined) return `text ${format}`
  if (types.includes('boolean')) return 'flag'
  if (types.includes('integer')) return `number ${minimum ?? ''}..${maximum ?? ''}`
  return types[0] === 'string' ? 'text' : (types[0] ?? 'any')
}

const texts = [
  'a-text-of-exactly-32-characters-',
  'b-text-of-exactly-32-characters-',
  'https://a.example/x',
  'https://b.example/y',
  'https://a.example',
  'smtps://a:b@c.example:25/',
  'base64://e30=',
  'file:///a',
  'file:///b',
  'a@example.org',
  'b@example.org',
  '10.0.0.0/8',
  '/x',
  '/y',
  '7m',
  '11m',
  '64MB',
  '128MB',
  'en',
  'POST',
  'true',
  'false',
]
const anything = [
  { a: 'x' },
  ['x'],
  {},
  [],
  { id_token: { email: null } },
  { t: { jwks_url: 'base64://e30=' } },
  { provider: 'otel', providers: { otlp: { server_url: 'localhost:4318' } } },
]

/** Values of a kind, and others that may be meant where the kind says too little. */
export function valuesOf(kind: string): readonly unknown[] {
  const [name, ...rest] = kind.split(' ')
  if (kind === 'text colour') return ['#123456', '#fff', ...texts]
  if (name === 'flag') return [true, false]
  if (name === 'choice')
    return rest.map((one) => (one === 'true' ? true : one === 'false' ? false : one))
  if (name === 'number') {
    const [least = '', most = ''] = rest.join(' ').split('..')
    const from = least === '' ? 1 : Number(least)
    return [from, from + 1, from + 8, from * 4 + 100_000].filter(
      (one) => most === '' || one <= Number(most),
    )
  }
  if (
    name === 'email' ||
    name === 'duration' ||
    name === 'size' ||
    name === 'url' ||
    name === 'smtp' ||
    name === 'text'
  )
    return texts
  return [...anything, ...texts, true]
}

/** A tree with one value, and with the shapes that its path has chosen. */
export function treeWith({ steps }: Leaf, value: unknown): unknown {
  return steps.reduceRight<unknown>((below, { key, chosen }) => {
    const shaped = chosen === undefined ? below : merge({ [chosen[0]]: chosen[1] }, below)
    if (key === '*') return [shaped]
    return { [key === '{}' ? 'some' : key]: shaped }
  }, value)
}
