// What the schema of the configuration has besides JSON Schema. The schema, the types, the defaults
// and the names of environment variables come from one place.
// A property of a section is present once defaults are applied, unless it is `maybe`. A property
// with neither a default nor `maybe` is required.
import { choice, formed, type Accepted, type JsonSchema } from '#lib/json-schema.ts'

type Properties = { readonly [key: string]: JsonSchema }
type Section<P extends Properties> = { readonly [K in keyof P]: Accepted<P[K]> }

const optional = new WeakSet<object>()

/** Marks an optional property without a default. */
export function maybe<T>(node: JsonSchema<T>): JsonSchema<T | undefined> {
  const copy: JsonSchema<T | undefined> = { ...node }
  optional.add(copy)
  return copy
}

export const isOptional = (node: JsonSchema): boolean => optional.has(node)

export const or = <T>(node: JsonSchema<T>, value: T): JsonSchema<T> => ({ ...node, default: value })

export const duration = formed('duration')
export const url = formed('url')

/** A map of known keys; other keys are faults. */
export function section<P extends Properties>(properties: P): JsonSchema<Section<P>> {
  const required = Object.keys(properties).filter((key) => {
    const node = properties[key]
    return (
      node !== undefined && !isOptional(node) && node.default === undefined && !isFillable(node)
    )
  })
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    ...(required.length === 0 ? {} : { required }),
  }
}

/**
 * A section in which the published formats allow other keys: they are told of in a warning, since
 * they have no effect.
 */
export const open = <T>(node: JsonSchema<T>): JsonSchema<T> => ({
  ...node,
  additionalProperties: true,
})

/**
 * Sections without required properties are created by default, with the defaults of their
 * properties.
 */
export function isFillable(node: JsonSchema): boolean {
  return node.properties !== undefined && !isOptional(node) && node.required === undefined
}

/** One of several sections, which are distinguished by the value of a key. */
export const variant = <T>(
  key: string,
  sections: { readonly [value: string]: Properties },
): JsonSchema<T> => ({
  type: 'object',
  discriminator: { propertyName: key },
  required: [key],
  oneOf: Object.entries(sections).map(([value, properties]) =>
    section({ [key]: choice(value), ...properties }),
  ),
})
