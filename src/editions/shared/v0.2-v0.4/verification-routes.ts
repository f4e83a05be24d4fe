// Verification routes. In v0.2 and v0.4 verification has its own paths and one form outside of
// `methods`.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Submission } from '#flow/submission.ts'
import type { InputNode } from '#flow/ui-node.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { StartVerification } from '#flow/verification/parts.ts'
import { mailedLinkRoutes, type ButtonParts } from '../button-routes.ts'
import { documentOf } from './documents.ts'
import { guarded, withCsrfCheck } from './csrf-guard.ts'
import { openLink } from './mailed-links.ts'
import type { MailedAnswers } from './mailed-answer.ts'
import { fetchPath, flowsPath } from './paths.ts'
import { readId, readSubmission, type Negotiated } from './read.ts'
import { negotiated, type RequestRouteParts } from './route-parts.ts'
import { hideUnknown } from './visibility.ts'

const basePath = `${flowsPath}/verification`
const page = { errors: 'page' } as const

/** The URL to which the verification form is submitted. */
export const verificationUrl = (publicUrl: string, id: string): string =>
  `${publicUrl}${basePath}/email/complete?request=${id}`

/** Renames the address field to its published name `to_verify`. */
export const renameAddressField = (node: InputNode): InputNode => {
  if (node.name !== 'email') return node
  const { value: _, ...field } = node
  return { ...field, name: 'to_verify' }
}

/** The verification routes. */
export function verificationRoutes(
  parts: Pick<RequestRouteParts, 'core' | 'answers' | 'csrf'> & ButtonParts,
  mailed: MailedAnswers,
): readonly Route[] {
  const {
    core: { verification },
    answers,
    csrf,
  } = parts
  const init = (path: string, more: object = {}) =>
    route('GET', path, readStart, verification.start, answers.started, {
      ...more,
      ...page,
      issuesCsrf: true,
    })
  return [
    init(`${basePath}/init/:via`, documentOf('initializeSelfServiceBrowserVerificationFlow')),
    init(`${basePath}/:via`),
    route(
      'GET',
      fetchPath('verification'),
      readId,
      hideUnknown(verification.show),
      answers.shown,
      documentOf('getSelfServiceVerificationRequest'),
    ),
    withCsrfCheck(
      route(
        'POST',
        `${basePath}/:via/complete`,
        readCompletion,
        negotiated(verification.submit),
        mailed.verification,
        { ...documentOf('completeSelfServiceBrowserVerificationFlow'), ...page },
      ),
      csrf,
    ),
    ...mailedLinkRoutes(
      parts,
      'verification',
      route(
        'GET',
        `${basePath}/:via/confirm/:code`,
        (request) => requireEmail(request).params['code'] ?? '',
        openLink(verification),
        mailed.opened,
        { ...documentOf('selfServiceBrowserVerify'), ...page },
      ),
      ({ params }) => params['via'] === 'email',
    ).map(guarded(csrf)),
  ]
}

/** Only email addresses can be verified. Throws Refusal for another channel. */
function requireEmail(request: Request): Request {
  if (request.params['via'] !== 'email')
    throw new Refusal('bad-request', { reason: 'Addresses can be verified by email only.' })
  return request
}

const readStart = (request: Request): StartVerification => ({
  type: 'browser',
  returnTo: queryValue(requireEmail(request), 'return_to'),
})

function readCompletion(request: Request, caller: Caller): Negotiated<Submission> {
  const { input, asksForJson } = readSubmission('link', 'unknown')(requireEmail(request), caller)
  const { to_verify: email, ...fields } = input.fields
  return {
    input: { ...input, fields: { ...fields, ...(email === undefined ? {} : { email }) } },
    asksForJson,
  }
}
