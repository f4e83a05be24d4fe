// Compares an answer with the schema that an OpenAPI document has for it.
type Schema = any

/** What of a value its schema does not describe, or misses; each with its place. */
export function undescribed(
  value: unknown,
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  at = '$',
): readonly string[] {
  const { $ref: ref, oneOf, allOf, nullable, enum: values, items, type } = schema
  if (ref !== undefined) return undescribed(value, schemas[ref.split('/').at(-1)], schemas, at)
  if (value === null) return nullable || type === undefined ? [] : [`${at} is null`]
  if (allOf)
    throw new Error(`${at}: allOf is not compared: it says nothing of what else there may be`)
  if (oneOf) {
    const tries: readonly (readonly string[])[] = oneOf.map((one: Schema) =>
      undescribed(value, one, schemas, at),
    )
    return tries.toSorted((one, other) => one.length - other.length)[0] ?? []
  }
  if (values && !values.includes(value)) return [`${at} is ${JSON.stringify(value)}`]
  if (type !== undefined && !isOf(type, value)) return [`${at} is no ${type}`]
  if (Array.isArray(value))
    return items ? value.flatMap((one, n) => undescribed(one, items, schemas, `${at}[${n}]`)) : []
  if (typeof value !== 'object') return []
  const { properties = {}, required = [], additionalProperties: others } = schema
  const missing = required
    .filter((name: string) => !(name in value))
    .map((name: string) => `${at}.${name} is missing`)
  return [
    ...missing,
    ...Object.entries(value).flatMap(([name, member]) => {
      const own = properties[name] ?? (typeof others === 'object' ? others : undefined)
      if (own) return undescribed(member, own, schemas, `${at}.${name}`)
      return others === true || type === undefined ? [] : [`${at}.${name} is not described`]
    }),
  ]
}

const isOf = (type: string, value: unknown): boolean =>
  type === 'array'
    ? Array.isArray(value)
    : type === 'integer'
      ? Number.isInteger(value)
      : type === 'object'
        ? typeof value === 'object' && !Array.isArray(value)
        : typeof value === type
