// Parses requests of v26.2 into the input of the core's actions.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { StartLogin } from '#flow/login/parts.ts'
import type { StartRegistration } from '#flow/registration/registration.ts'
import type { Submission } from '#flow/submission.ts'
import { isCalledByScript, isFromThisSite } from '#http/fetch-metadata.ts'
import { queryValue, type Request } from '#http/route.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import type { Places } from '../../edition.ts'
import { unpublishedType } from '../sent-form.ts'

const isTrue = (value: string | undefined): boolean =>
  value !== undefined && /^(true|1)$/i.test(value)

export const readStartLogin =
  (type: 'browser' | 'api', places: () => Places) =>
  (request: Request): StartLogin => ({
    type,
    // NOTE a page of another site can make a browser open this
    sendsAtOnce: () =>
      isCalledByScript(request.headers) || isFromThisSite(request.headers, places().isOwn),
    refresh: isTrue(queryValue(request, 'refresh')),
    aal: queryValue(request, 'aal'),
    returnTo: queryValue(request, 'return_to'),
    schemaId: queryValue(request, 'identity_schema'),
    organizationId: queryValue(request, 'organization') || undefined,
    via: queryValue(request, 'via') || undefined,
    loginChallenge: type === 'browser' ? queryValue(request, 'login_challenge') : undefined,
    exchange: isTrue(queryValue(request, 'return_session_token_exchange_code')),
  })

export const readStartRegistration =
  (type: 'browser' | 'api') =>
  (request: Request): StartRegistration => ({
    type,
    returnTo: queryValue(request, 'return_to'),
    afterVerificationReturnTo: queryValue(request, 'after_verification_return_to'),
    loginChallenge: type === 'browser' ? queryValue(request, 'login_challenge') : undefined,
    schemaId: queryValue(request, 'identity_schema'),
    organizationId: queryValue(request, 'organization') || undefined,
    exchange: isTrue(queryValue(request, 'return_session_token_exchange_code')),
  })

export const readFlowId = (request: Request): { readonly id: string | undefined } => ({
  id: queryValue(request, 'id'),
})

/**
 * Reads a submitted form. A body that cannot be parsed becomes `unreadable`, for the action to
 * refuse.
 */
export function readSubmission(request: Request, caller: Caller): Submission {
  const { body } = request
  const flowId = queryValue(request, 'flow')
  const none = { flowId, fromForm: false, fields: {} }
  const unreadable = (reason: string): Submission => ({ ...none, unreadable: reason })
  switch (body.kind) {
    case 'form':
      // NOTE as published, the fields of a multipart form are not read
      return {
        flowId,
        fromForm: true,
        fields: withHeaderToken(body.isMultipart ? {} : body.fields, caller),
        unreadable: undefined,
      }
    case 'json':
      if (!body.isPlain) return unreadable(unpublishedType)
      return isObject(body.value)
        ? { flowId, fromForm: false, fields: body.value as JsonObject, unreadable: undefined }
        : unreadable('The body must be a JSON object.')
    case 'unreadable':
      return unreadable(body.reason)
    case 'unsupported':
      return unreadable(unpublishedType)
    case 'none':
      return unreadable('The body is empty.')
  }
}

/**
 * Takes the CSRF token from the header when a form has none. The published API does not do this for
 * JSON.
 */
function withHeaderToken(fields: JsonObject, caller: Caller): JsonObject {
  return fields['csrf_token'] === undefined && caller.csrfHeader !== undefined
    ? { ...fields, csrf_token: caller.csrfHeader }
    : fields
}

export const readLogoutStart = (request: Request) => ({
  returnTo: queryValue(request, 'return_to'),
  challenge: queryValue(request, 'logout_challenge'),
})
export const readLogout = (request: Request) => ({
  token: queryValue(request, 'token'),
  returnTo: queryValue(request, 'return_to'),
  challenge: queryValue(request, 'logout_challenge'),
})

/** The session token in the body of a native logout. Throws Refusal for an invalid body. */
export function readSessionToken(request: Request): { readonly token: string } {
  const { body } = request
  if (body.kind !== 'json' || !isObject(body.value))
    throw new Refusal('bad-request', {
      reason: 'The body must be a JSON object with the key session_token.',
    })
  const token = body.value['session_token']
  if (token !== undefined && typeof token !== 'string')
    throw new Refusal('bad-request', { reason: 'session_token must be text.' })
  return { token: token ?? '' }
}

/** Reads a path parameter as an id. */
export const readPath =
  (name: string) =>
  (request: Request): { readonly id: string } => ({ id: request.params[name] ?? '' })
