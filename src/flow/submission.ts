import { isObject, type JsonObject } from '#lib/json.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'

/** The fields of a submit, not interpreted yet. */
export type Submission = {
  /** Undefined when the request has none. */
  readonly flowId: string | undefined
  /** The fields are texts of a form: numbers and booleans have yet to be read from them. */
  readonly fromForm: boolean
  /**
   * The texts of the form count as they are, see `fromFormExactly`. `filled`: an object of the schema
   * that the form does not mention becomes an empty object. `without-empty`: fields that were left
   * empty were not sent.
   */
  readonly formTexts?: 'exact' | 'exact-filled' | 'filled-without-empty'
  /**
   * The JSON is taken as it is; otherwise objects that are missing in the traits become empty
   * objects.
   */
  readonly jsonIsExact?: boolean
  readonly fields: JsonObject
  /** The anti-forgery token has been compared with the cookie already, and matches it. */
  readonly csrfVerified?: true
  /** Why the body could not be read, when it could not. */
  readonly unreadable: string | undefined
}

/** A field that is text, or undefined. */
export function textField(submission: Submission, name: string): string | undefined {
  const value = submission.fields[name]
  return typeof value === 'string' ? value : undefined
}

/**
 * A field as text, also when a client sends a number, a list or the like for it; undefined when
 * nothing was sent.
 */
export function stringField(submission: Submission, name: string): string | undefined {
  const value = submission.fields[name]
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function objectField(submission: Submission, name: string): JsonObject | undefined {
  const value = submission.fields[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

/** Whether the button was pressed, or the box ticked. */
export function isSet(submission: Submission, name: string): boolean {
  const value = submission.fields[name]
  return value === true || value === 'true'
}

function withoutEmptyTexts(sent: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(sent).flatMap(([name, value]): [string, JsonObject[string]][] => {
      if (value === '') return []
      return [[name, isObject(value) ? withoutEmptyTexts(value) : value]]
    }),
  )
}

/** The sent traits in the types of the schema. */
export function sentTraits(
  { fromForm, formTexts, jsonIsExact }: Submission,
  schema: IdentitySchema,
  sent: JsonObject,
): JsonObject {
  if (!fromForm) return jsonIsExact === true ? sent : withEmptyObjects(schema, sent)
  if (formTexts === undefined) return schema.fromForm(sent)
  const traits = schema.fromFormExactly(
    formTexts === 'filled-without-empty' ? withoutEmptyTexts(sent) : sent,
  )
  return formTexts === 'exact' ? traits : withEmptyObjects(schema, traits)
}
