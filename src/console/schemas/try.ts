// Trying values in the form of a schema: what is wrong with them, or what would be stored and what it
// would be used for. Nothing is stored.
import { InvalidInput } from '#errors/invalid-input.ts'
import { noNotes, type FormNotes } from '#flow/flow.ts'
import { noteProblems } from '#flow/form.ts'
import type { JsonObject } from '#lib/json.ts'
import { leavesOf } from '#methods/profile/leaves.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema, TraitUses } from '#schema/identity-schema.ts'
import { withTraits } from '../person/traits.ts'

export type TriedTraits = {
  readonly traits: JsonObject
  /** What was typed, and what is wrong with it. */
  readonly notes: FormNotes
  /** Undefined for traits that are not accepted. */
  readonly uses: TraitUses | undefined
}

/** What a flow would say to the fields of a form. */
export async function tryTraits(schema: IdentitySchema, fields: JsonObject): Promise<TriedTraits> {
  let traits: JsonObject = {}
  const tried = await withTraits(fields, schema, async (sent) => {
    traits = sent
    const problems = schema.check(withEmptyObjects(schema, sent))
    if (problems.length > 0) throw new InvalidInput(problems)
    const stored = schema.withPhoneNumbers(sent)
    return { stored, uses: schema.read(withEmptyObjects(schema, stored)) }
  })
  if (tried.kind === 'invalid') return { traits, notes: tried.notes, uses: undefined }
  const { stored, uses } = tried.result
  return { traits: stored, notes: noteProblems(noNotes, leavesOf(traits), []), uses }
}
