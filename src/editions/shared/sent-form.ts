// What editions take from the body of a submitted form.
import { nest } from '#http/body.ts'
import type { Request } from '#http/route.ts'
import type { Submission } from '#flow/submission.ts'
import { isObject, type Json, type JsonObject } from '#lib/json.ts'

/** Why a form is not read that has another content type than the published ones. */
export const unpublishedType =
  'The content type must be application/json or application/x-www-form-urlencoded.'

export type SentForm = Pick<Submission, 'fromForm' | 'fields' | 'jsonIsExact' | 'unreadable'>

/**
 * Reads forms and JSON objects as the editions before v26.2 do. `unreadable` for JSON of another
 * content type, for other values and for other contents. A form in several parts counts as one
 * without fields, apart from its anti-forgery token: these editions publish two content types.
 */
export function readSentForm({ body }: Pick<Request, 'body'>): SentForm {
  switch (body.kind) {
    case 'form': {
      const fields = withFirstTexts(body.fields)
      const { csrf_token: token } = fields
      return form(!body.isMultipart ? fields : token === undefined ? {} : { csrf_token: token })
    }
    case 'json':
      if (!body.isPlain) return otherType
      return isObject(body.value)
        ? readJson(body.value as JsonObject)
        : unreadable('The body must be a JSON object.')
    case 'none':
      return form({})
    case 'unreadable':
      return unreadable(body.reason)
    case 'unsupported':
      return otherType
  }
}

const form = (fields: JsonObject): SentForm => ({ fromForm: true, fields, unreadable: undefined })

const unreadable = (reason: string): SentForm => ({
  fromForm: false,
  fields: {},
  unreadable: reason,
})

const otherType = unreadable(unpublishedType)

/** JSON whose names have dots, `{ "traits.email": "…" }`, is a form in the shape of JSON. */
function readJson(fields: JsonObject): SentForm {
  if (!Object.keys(fields).some((name) => name.includes('.')))
    return { fromForm: false, jsonIsExact: true, fields, unreadable: undefined }
  const texts = Object.entries(fields).filter(([, value]) => !isObject(value) && value !== null)
  const others = Object.fromEntries(Object.entries(fields).filter(([, value]) => isObject(value)))
  return form({
    ...others,
    ...nest(texts.map(([name, value]) => [name, textOf(value)] as const)),
  })
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** Of a field that was sent more than once the first text counts, except in the traits. */
function withFirstTexts(fields: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      Array.isArray(value) && name !== 'traits' ? (value[0] ?? '') : value,
    ]),
  )
}
