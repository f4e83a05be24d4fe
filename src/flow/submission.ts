import { InvalidInput } from '#errors/invalid-input.ts'
import { isObject, valueAt, type Json, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { withEmptyObjects } from '#schema/empty-objects.ts'
import type { ListNames } from '#schema/from-form.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'

/** The fields of a submit, not interpreted yet. */
export type Submission = {
  /** Undefined when the request has none. */
  readonly flowId: string | undefined
  /** The fields are texts of a form: numbers and booleans have yet to be read from them. */
  readonly fromForm: boolean
  /**
   * The texts of the form count as they are, see `fromFormExactly`. `filled`: an object of the schema
   * that the form does not mention becomes an empty object. Otherwise what was left
   * empty was not sent, see `fromForm`.
   */
  readonly formTexts?: 'exact' | 'exact-filled'
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

/**
 * A field that is no list and no yes or no. Of a name that a form has sent more than once (a hidden
 * field beside a button, or beside what is typed) the first value counts.
 */
function singleField({ fromForm, fields }: Submission, name: string): Json | undefined {
  const value = fields[name]
  return fromForm && Array.isArray(value) ? value[0] : value
}

/** A field that is text, or undefined. */
export function textField(submission: Submission, name: string): string | undefined {
  const value = singleField(submission, name)
  return typeof value === 'string' ? value : undefined
}

/**
 * A field as text, also when a client sends a number, a list or the like for it; undefined when
 * nothing was sent.
 */
export function stringField(submission: Submission, name: string): string | undefined {
  const value = singleField(submission, name)
  if (value === undefined || value === null) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function objectField(submission: Submission, name: string): JsonObject | undefined {
  const value = submission.fields[name]
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined
}

/**
 * Whether the button was pressed, or the box ticked. A form sends a hidden field before its box, so
 * the last value counts.
 */
export function isSet({ fromForm, fields }: Submission, name: string): boolean {
  const sent = fields[name]
  const value = fromForm && Array.isArray(sent) ? sent.at(-1) : sent
  return value === true || value === 'true'
}

/**
 * Whether the button of this name was pressed. Published pages send the names of all buttons of a
 * form, those that were not pressed with an empty text.
 */
export function isPressed({ fromForm, fields }: Submission, name: string): boolean {
  const sent = fields[name]
  const values: readonly unknown[] = fromForm && Array.isArray(sent) ? sent : [sent]
  return values.some((value) => ![undefined, null, '', false].includes(value as never))
}

/** The sent traits in the types of the schema. */
export function sentTraits(
  { fromForm, formTexts, jsonIsExact }: Submission,
  schema: IdentitySchema,
  sent: JsonObject,
  lists?: ListNames,
): JsonObject {
  if (!fromForm) return jsonIsExact === true ? sent : withEmptyObjects(schema, sent)
  if (formTexts === undefined) return withEmptyObjects(schema, schema.fromForm(sent, lists))
  const traits = schema.fromFormExactly(sent)
  return formTexts === 'exact-filled' ? withEmptyObjects(schema, traits) : traits
}

/** Throws InvalidInput for a form that has a text where the schema has an object. */
export function guardFormTraits(submission: Submission, schema: IdentitySchema): void {
  if (!submission.fromForm || submission.formTexts !== undefined) return
  const traits = objectField(submission, 'traits') ?? {}
  const isText = (path: readonly string[]): boolean =>
    path.some((_, depth) => {
      const found = valueAt(traits, path.slice(0, depth + 1))
      return found !== undefined && !isObject(found)
    })
  const misread = schema.fields.find(({ name }) => isText(name.split('.').slice(1, -1)))
  if (misread)
    throw new InvalidInput([
      {
        message: message('validation.generic', {
          reason: `The form has one text for all of ${misread.name.split('.').slice(0, -1).join('.')}.`,
        }),
      },
    ])
}
