import { InvalidInput } from '#errors/invalid-input.ts'
import type { SettingsMethod } from '#flow/method.ts'
import { guardFormTraits, sentTraits, objectField, type Submission } from '#flow/submission.ts'
import { input } from '#flow/ui-node.ts'
import type { Accounts } from '#identity/accounts.ts'
import type { JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import { leavesOf } from './leaves.ts'
import { traitNodes } from './trait-nodes.ts'

export type ProfileSettingsParts = { readonly accounts: Accounts }

/** Changes the traits: what is sent replaces the stored traits, as far as the schema allows. */
export function profileSettings({ accounts }: ProfileSettingsParts): SettingsMethod {
  return {
    offer: (flow, scope) => [
      ...traitNodes(flow.form, scope.schema, scope.account.identity.traits),
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
        apply: (latest) => accounts.withTraits(latest, schema, traits, 'owner'),
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
