import type { FormNotes } from '#flow/flow.ts'
import { traitNode } from '#flow/trait-node.ts'
import { input, type InputNode } from '#flow/ui-node.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { leavesOf } from './leaves.ts'

/**
 * The fields of the schema, and one for each list entry and each further trait, with the value that
 * was sent last or is stored.
 */
export function traitNodes(
  form: FormNotes,
  schema: IdentitySchema,
  traits: JsonObject,
): readonly InputNode[] {
  const stored = leavesOf(traits)
  const known = schema.fields.map(({ name }) => name)
  const others = [
    ...new Set([
      ...Object.keys(stored),
      ...Object.keys(form.fields).filter((name) => name.startsWith('traits.')),
    ]),
  ].filter((name) => !known.includes(name))
  const valueOf = (name: string): Json | undefined =>
    form.fields[name] ? form.fields[name].value : stored[name]
  const withValue = (node: InputNode): InputNode => {
    const value = valueOf(node.name)
    return value === undefined ? node : { ...node, value }
  }
  const entryNodes = (names: readonly string[]) =>
    names.map((name) => withValue(input('profile', name, 'text')))
  const isEntryOf = (name: string) => (other: string) => other.startsWith(`${name}.`)
  return [
    ...schema.fields.flatMap((field) => [
      withValue(traitNode(field, 'profile', false)),
      ...entryNodes(others.filter(isEntryOf(field.name))),
    ]),
    ...entryNodes(others.filter((other) => !known.some((name) => isEntryOf(name)(other)))),
  ]
}
