import { isObject, type JsonObject } from '#lib/json.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'

/** What was sent to a flow, read but not yet understood. */
export type Submission = {
  /** Undefined when none was named. */
  readonly flowId: string | undefined
  /**
   * Whether the fields came as text from a form, so that numbers and the like have yet to be made
   * of them.
   */
  readonly fromForm: boolean
  /**
   * The form had all fields there are, so an object of the traits of which none was filled in is
   * there all the same, empty.
   */
  readonly formIsWhole?: boolean
  /**
   * What came as JSON is meant exactly as it came; otherwise objects of the traits that were left
   * out are there, empty.
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
 * What clients that send numbers, lists and the like for a text field most likely mean; undefined
 * when nothing was sent.
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

/** Whether a button or a box of this name was pressed or ticked. */
export function isSet(submission: Submission, name: string): boolean {
  const value = submission.fields[name]
  return value === true || value === 'true'
}

/** Traits that were sent, as the schema wants them. */
export function sentTraits(
  { fromForm, formIsWhole, jsonIsExact }: Submission,
  schema: IdentitySchema,
  sent: JsonObject,
): JsonObject {
  if (!fromForm) return jsonIsExact === true ? sent : withEmptyObjects(schema, sent)
  return formIsWhole === true
    ? withEmptyObjects(schema, schema.fromForm(onlyKnown(schema, sent)))
    : schema.fromForm(sent)
}

/** What such a form has of no field is not of the form. */
function onlyKnown(schema: IdentitySchema, sent: JsonObject, prefix = 'traits'): JsonObject {
  const isField = (name: string) => schema.fields.some((field) => field.name === name)
  const holdsFields = (name: string) =>
    schema.fields.some((field) => field.name.startsWith(`${name}.`))
  return Object.fromEntries(
    Object.entries(sent).flatMap(([key, value]): [string, JsonObject[string]][] => {
      const name = `${prefix}.${key}`
      if (isField(name)) return [[key, value]]
      return holdsFields(name) && isObject(value) ? [[key, onlyKnown(schema, value, name)]] : []
    }),
  )
}
