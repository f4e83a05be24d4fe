// Parses requests of v0.2 and v0.4 into the input of the core's actions.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { StartLogin } from '#flow/login/parts.ts'
import type { StartRegistration } from '#flow/registration/registration.ts'
import type { StartSettings } from '#flow/settings/parts.ts'
import type { Submission } from '#flow/submission.ts'
import { wantsJson } from '#http/accept.ts'
import { queryValue, type Request } from '#http/route.ts'
import { isUuid } from '../fields.ts'
import { readSentForm } from '../sent-form.ts'
import { tokenOf } from './csrf-guard.ts'

/**
 * An input, and whether the Accept header asks for JSON. The content type of the body is not
 * considered.
 */
export type Negotiated<T> = { readonly input: T; readonly asksForJson: boolean }

/** `refresh`: whether a signed-in user must authenticate again. */
export const readStartLogin =
  (refresh: (request: Request) => boolean) =>
  (request: Request): StartLogin => ({
    type: 'browser',
    refresh: refresh(request),
    aal: undefined,
    returnTo: queryValue(request, 'return_to'),
    schemaId: undefined,
    organizationId: undefined,
  })

export const readStartRegistration = (request: Request): StartRegistration => ({
  type: 'browser',
  returnTo: queryValue(request, 'return_to'),
  afterVerificationReturnTo: undefined,
  schemaId: undefined,
  organizationId: undefined,
})

export const readStartSettings = (request: Request): StartSettings => ({
  type: 'browser',
  returnTo: queryValue(request, 'return_to'),
})

export const readId = (request: Request): { readonly id: string | undefined } => ({
  id: queryValue(request, 'request'),
})

/**
 * Reads what was submitted to a method's path. `malformed`: an invalid flow id is answered like an
 * unknown id (`unknown`), or left for the action to refuse (`mistake`). Throws Refusal.
 */
export const readSubmission =
  (method: string, malformed: 'unknown' | 'mistake') =>
  (request: Request, caller: Caller): Negotiated<Submission> => {
    const { fields, ...read } = readSentForm(request)
    const named =
      queryValue(request, 'request') ??
      (typeof fields['request_id'] === 'string' ? fields['request_id'] : undefined)
    if (malformed === 'unknown' && named !== undefined && !isUuid(named))
      throw new Refusal('not-found', { reason: 'There is no request with this id.' })
    const token = tokenOf(request, caller)
    return {
      input: {
        flowId: named?.toLowerCase(),
        ...read,
        formTexts: 'exact',
        ...(request.csrfVerified ? { csrfVerified: true } : {}),
        fields: { ...fields, method, ...(token === undefined ? {} : { csrf_token: token }) },
      },
      asksForJson: wantsJson(request.headers.accept),
    }
  }

/** The same, where these editions publish a form only: JSON has no fields that are known there. */
export const readFormSubmission = (...parts: Parameters<typeof readSubmission>) => {
  const read = readSubmission(...parts)
  return (request: Request, caller: Caller): Negotiated<Submission> =>
    read(request.body.kind === 'json' ? { ...request, body: { kind: 'none' } } : request, caller)
}

/** `limit` and `offset`. Invalid numbers become the default. */
export function readRange(request: Request): { readonly limit: number; readonly offset: number } {
  const number = (name: string, fallback: number) => {
    const text = queryValue(request, name) ?? ''
    return /^-?\d{1,9}$/.test(text) ? Math.max(0, Number(text)) : fallback
  }
  return { limit: Math.min(number('limit', 100), 500), offset: number('offset', 0) }
}
