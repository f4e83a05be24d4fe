import { InvalidInput } from '#errors/invalid-input.ts'
import type { Flow } from '#flow/flow.ts'
import type { SettingsMethod, SettingsScope } from '#flow/method.ts'
import { guardFormTraits, sentTraits, objectField, type Submission } from '#flow/submission.ts'
import { traitNode } from '#flow/trait-node.ts'
import { input, type InputNode } from '#flow/ui-node.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { leavesOf } from './leaves.ts'

export type ProfileSettingsParts = { readonly accounts: Accounts }

/** Changes the traits: what is sent replaces the stored traits, as far as the schema allows. */
export function profileSettings({ accounts }: ProfileSettingsParts): SettingsMethod {
  return {
    offer: (flow, scope) => [
      ...traitNodes(flow, scope),
      input('profile', 'method', 'submit', { value: 'profile', label: message('node.save') }),
    ],

    needsRecentProof(submission, { account, schema }) {
      const traits = traitsOf(submission, schema)
      return (
        schema.check(traits).length === 0 &&
        uses(schema, traits) !== uses(schema, account.identity.traits)
      )
    },

    isForTraits: true,

    storedForApps: true,

    problems: (submission, { schema }) => schema.check(traitsOf(submission, schema)),

    shown: (submission, { schema }) => leavesOf(traitsOf(submission, schema)),

    async submit(submission, { schema }) {
      guardFormTraits(submission, schema)
      const traits = traitsOf(submission, schema)
      const problems = schema.check(traits)
      if (problems.length > 0) throw new InvalidInput(problems)
      return {
        kind: 'change',
        touches: 'traits',
        apply: (latest) => accounts.withTraits(latest, schema, traits),
      }
    },
  }
}

function traitsOf(submission: Submission, schema: IdentitySchema): JsonObject {
  const sent = objectField(submission, 'traits') ?? {}
  return sentTraits(submission, schema, sent)
}

/** The identifiers and addresses of traits as one text, to compare them. */
function uses(schema: IdentitySchema, traits: JsonObject): string {
  const { identifiers, verification, recovery } = schema.read(traits)
  return JSON.stringify(
    [identifiers, verification, recovery].map((list) =>
      list.map((one) => JSON.stringify(one)).toSorted(),
    ),
  )
}

/**
 * The fields of the schema, and one for each list entry and each further trait, with the value that
 * was sent last or is stored.
 */
function traitNodes({ form }: Flow, { account, schema }: SettingsScope): readonly InputNode[] {
  const stored = leavesOf(account.identity.traits)
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
