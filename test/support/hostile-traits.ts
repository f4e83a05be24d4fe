// Traits that no schema accepts, as many as fit into the largest body that is read.
import { personSchema } from './server.ts'

const list = (n: number, make: (n: number) => unknown) =>
  Array.from({ length: n }, (_, a) => make(a))

/** Of just under 256 kB each, for the schema below. */
export const hostileTraits: Readonly<Record<string, unknown>> = {
  'unknown traits': Object.fromEntries(
    // three characters each, so that most fit
    list(31_000, (n) => [n.toString(36).padStart(3, '_'), 1]) as [string, number][],
  ),
  'unknown traits with long texts': Object.fromEntries(
    list(900, (n) => [`x${n}`, 'd'.repeat(270)]) as [string, string][],
  ),
  addresses: {
    email: 'a@example.org',
    emails: list(2000, (n) => `${n}${'a'.repeat(100)}@example.org`),
  },
  'wrong entries': { tags: list(32_000, () => 123_456) },
  'long texts': { email: 'a'.repeat(200_000), name: { first: 'b'.repeat(50_000) } },
}

/** The schema of a person with a list of addresses and one of texts; anything else is refused. */
export function schemaWithLists(): object {
  const wanted = personSchema()
  const unique = (items: object) => ({ type: 'array', items, uniqueItems: true })
  const { traits } = wanted.properties
  const properties = {
    ...traits.properties,
    tags: unique({ type: 'string', minLength: 1 }),
    emails: unique({
      type: 'string',
      format: 'email',
      'ory.sh/kratos': {
        credentials: { password: { identifier: true } },
        verification: { via: 'email' },
        recovery: { via: 'email' },
      },
    }),
  }
  return { ...wanted, properties: { traits: { ...traits, properties } } }
}
