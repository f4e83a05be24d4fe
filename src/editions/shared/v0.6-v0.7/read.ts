// Parses requests of v0.6 and v0.7 into the input of the core's actions.
import { Refusal } from '#errors/refusal.ts'
import type { StartLogin } from '#flow/login/parts.ts'
import type { StartRegistration } from '#flow/registration/registration.ts'
import type { Submission } from '#flow/submission.ts'
import { queryValue, type Request } from '#http/route.ts'
import type { NewIdentity } from '#identity/administration.ts'
import type { JsonObject } from '#lib/json.ts'
import { readSentForm } from '../sent-form.ts'
import { fieldsOf, jsonOf, objectOf, textField, badRequest, type Fields } from '../fields.ts'

type FlowType = 'browser' | 'api'

export const readStartLogin =
  (type: FlowType) =>
  (request: Request): StartLogin => ({
    type,
    refresh: /^(true|1)$/i.test(queryValue(request, 'refresh') ?? ''),
    aal: undefined,
    returnTo: queryValue(request, 'return_to'),
    schemaId: undefined,
    organizationId: undefined,
  })

export const readStartRegistration =
  (type: FlowType) =>
  (request: Request): StartRegistration => ({
    type,
    returnTo: queryValue(request, 'return_to'),
    afterVerificationReturnTo: undefined,
    schemaId: undefined,
    organizationId: undefined,
  })

export const readStart =
  (type: FlowType) =>
  (request: Request): { readonly type: FlowType; readonly returnTo: string | undefined } => ({
    type,
    returnTo: queryValue(request, 'return_to'),
  })

/** The flow id. Documented as `id`; some published clients send `flow`. */
export const readFlowId = (request: Request): { readonly id: string | undefined } => ({
  id: queryValue(request, 'id') ?? queryValue(request, 'flow'),
})

export const readErrorId = (request: Request): { readonly id: string | undefined } => ({
  id: queryValue(request, 'error'),
})

export const readReturn = (request: Request): { readonly returnTo: string | undefined } => ({
  returnTo: queryValue(request, 'return_to'),
})

export const readSubmitPending = (request: Request): { readonly flowId: string | undefined } => ({
  flowId: queryValue(request, 'flow'),
})

/**
 * Reads a submitted form. `extra`: fields that the path implies. Throws Refusal for a body that
 * does not match its content type.
 */
export const readSubmission =
  (extra: JsonObject = {}) =>
  (request: Request): Submission => {
    const { body } = request
    if (body.kind === 'unreadable') throw new Refusal('bad-request', { reason: body.reason })
    const sent = readSentForm(request)
    return {
      ...sent,
      flowId: queryValue(request, 'flow'),
      formTexts: 'exact-filled',
      fields: sent.unreadable === undefined ? { ...extra, ...sent.fields } : {},
      unreadable: body.kind === 'none' ? 'The body is empty.' : sent.unreadable,
    }
  }

export function readSessionToken({ body }: Request): { readonly token: string } {
  return { token: textField(fieldsOf(jsonOf(body), ['session_token']), 'session_token') ?? '' }
}

export const readId = (request: Request): { readonly id: string } => ({
  id: request.params['id'] ?? '',
})

/**
 * A new identity. The default schema applies when none is named. Throws Refusal for any other key.
 */
export function readNewIdentity({ body }: Request): NewIdentity {
  const fields = fieldsOf(jsonOf(body), ['schema_id', 'traits'])
  return { schemaId: schemaOf(fields), traits: traitsOf(fields) }
}

/** The named schema; undefined for the default one. */
export const schemaOf = (fields: Fields): string | undefined =>
  textField(fields, 'schema_id', 1024) || undefined

/** The traits. Throws Refusal when they are missing. */
export function traitsOf(fields: Fields): JsonObject {
  const traits = objectOf(fields, 'traits')
  if (!traits) throw badRequest('traits must be an object.')
  return traits
}
