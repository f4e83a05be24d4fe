// The words in which the accepted configuration is written down. A node is a plain JSON Schema
// (draft 7) that also carries the type of what it accepts, so the schema, the types, the defaults
// and the names of the environment variables come from one place.
//
// A property of a section is present after the defaults are filled in, unless it is wrapped in
// `maybe`. One that has neither a default nor `maybe` must be given.

declare const accepted: unique symbol

export type ConfigNode<T> = {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly uniqueItems?: boolean
  readonly items?: ConfigNode<unknown>
  readonly properties?: { readonly [key: string]: ConfigNode<unknown> }
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | ConfigNode<unknown>
  readonly discriminator?: { readonly propertyName: string }
  readonly oneOf?: readonly ConfigNode<unknown>[]
  readonly [accepted]?: T
}

export type Accepted<N> = N extends ConfigNode<infer T> ? T : never
type Properties = { readonly [key: string]: ConfigNode<unknown> }
type Section<P extends Properties> = { readonly [K in keyof P]: Accepted<P[K]> }

const optional = new WeakSet<object>()

/** May be left out, and has no default. */
export function maybe<T>(node: ConfigNode<T>): ConfigNode<T | undefined> {
  const copy: ConfigNode<T | undefined> = { ...node }
  optional.add(copy)
  return copy
}

export const isOptional = (node: ConfigNode<unknown>): boolean => optional.has(node)

export const or = <T>(node: ConfigNode<T>, value: T): ConfigNode<T> => ({ ...node, default: value })

export const text = (
  limits: { minLength?: number; maxLength?: number } = {},
): ConfigNode<string> => ({
  type: 'string',
  ...limits,
})
/** Text in one of the forms of formats.ts. */
export const formed = (format: string): ConfigNode<string> => ({ type: 'string', format })
export const duration = (): ConfigNode<string> => formed('duration')
export const url = (): ConfigNode<string> => formed('url')
export const flag = (): ConfigNode<boolean> => ({ type: 'boolean' })
export const integer = (minimum: number, maximum?: number): ConfigNode<number> => ({
  type: 'integer',
  minimum,
  ...(maximum === undefined ? {} : { maximum }),
})
export const choice = <const T extends readonly string[]>(...values: T): ConfigNode<T[number]> => ({
  type: 'string',
  enum: values,
})
export const list = <T>(
  items: ConfigNode<T>,
  limits: { minItems?: number; uniqueItems?: boolean } = {},
): ConfigNode<readonly T[]> => ({ type: 'array', items, ...limits })
export const map = <T>(values: ConfigNode<T>): ConfigNode<{ readonly [key: string]: T }> => ({
  type: 'object',
  additionalProperties: values,
})
/** Taken as it is. */
export const anything = (): ConfigNode<unknown> => ({})

/** A map of known keys; every other key is a fault. */
export function section<P extends Properties>(properties: P): ConfigNode<Section<P>> {
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
 * Sections of which nothing must be given appear by themselves, with the defaults of what is in
 * them.
 */
export function isFillable(node: ConfigNode<unknown>): boolean {
  return node.properties !== undefined && !isOptional(node) && node.required === undefined
}

/** One of several sections, told apart by the value of one key. */
export const variant = <T>(
  key: string,
  sections: { readonly [value: string]: Properties },
): ConfigNode<T> => ({
  type: 'object',
  discriminator: { propertyName: key },
  required: [key],
  oneOf: Object.entries(sections).map(([value, properties]) =>
    section({ [key]: choice(value), ...properties }),
  ),
})
