// Trying values in the form of a schema: what is wrong with them, or what would be stored and what it
// would be used for. Nothing is stored.
import { InvalidInput } from '#errors/invalid-input.ts'
import { noNotes, type FormNotes } from '#flow/flow.ts'
import { noteProblems } from '#flow/form.ts'
import { guardFormTraits } from '#flow/submission.ts'
import type { JsonObject } from '#lib/json.ts'
import { leavesOf } from '#methods/profile/leaves.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema, TraitUses } from '#schema/identity-schema.ts'
import { submissionOf, traitsIn } from '../person/traits.ts'

export type Tried = {
  readonly traits: JsonObject
  /** What was typed, and what is wrong with it. */
  readonly notes: FormNotes
  /** Undefined for traits that are not accepted. */
  readonly uses: TraitUses | undefined
}

/** What a flow would say to the fields of a form. */
export function tryTraits(schema: IdentitySchema, fields: JsonObject): Tried {
  const submission = submissionOf(fields)
  const traits = traitsIn(submission, schema)
  const typed = leavesOf(traits)
  try {
    guardFormTraits(submission, schema)
    const problems = schema.check(withEmptyObjects(schema, traits))
    if (problems.length > 0) throw new InvalidInput(problems)
    const stored = schema.withPhoneNumbers(traits)
    return {
      traits: stored,
      notes: noteProblems(noNotes, typed, []),
      uses: schema.read(withEmptyObjects(schema, stored)),
    }
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error
    return { traits, notes: noteProblems(noNotes, typed, error.problems), uses: undefined }
  }
}
