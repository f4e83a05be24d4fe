// Verifying an address: begun and completed on paths of its own, by one form that is not among
// methods.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Submission } from '#flow/submission.ts'
import type { InputNode } from '#flow/ui-node.ts'
import { one, route, type Request, type Route } from '#http/route.ts'
import type { StartVerification } from '#flow/verification/parts.ts'
import { deliberate } from '../prefetch.ts'
import { documentOf } from './documents.ts'
import { guarded } from './csrf-guard.ts'
import { lookedAt, opening } from './mailed-links.ts'
import type { MailedAnswers } from './mailed-answer.ts'
import { fetchPath, flowsPath } from './paths.ts'
import { readId, readSubmission, type Asked } from './read.ts'
import { asked, type RequestRouteParts } from './route-parts.ts'
import { hidden } from './visibility.ts'

const at = `${flowsPath}/verification`
const page = { errors: 'page' } as const

export const verificationUrl = (publicUrl: string, id: string): string =>
  `${publicUrl}${at}/email/complete?request=${id}`

/** The field for the address, by its published name. */
export const toVerify = (node: InputNode): InputNode => {
  if (node.name !== 'email') return node
  const { value: _, ...field } = node
  return { ...field, name: 'to_verify' }
}

export function verificationRoutes(
  { core: { verification }, answers, csrf }: Pick<RequestRouteParts, 'core' | 'answers' | 'csrf'>,
  mailed: MailedAnswers,
): readonly Route[] {
  const init = (path: string, more: object = {}) =>
    route('GET', path, readStart, verification.start, answers.started, {
      ...more,
      ...page,
      issuesCsrf: true,
    })
  return [
    init(`${at}/init/:via`, documentOf('initializeSelfServiceBrowserVerificationFlow')),
    init(`${at}/:via`),
    route(
      'GET',
      fetchPath('verification'),
      readId,
      hidden(verification.show),
      answers.shown,
      documentOf('getSelfServiceVerificationRequest'),
    ),
    guarded(
      route(
        'POST',
        `${at}/:via/complete`,
        readCompletion,
        asked(verification.submit),
        mailed.verification,
        { ...documentOf('completeSelfServiceBrowserVerificationFlow'), ...page },
      ),
      csrf,
    ),
    lookedAt(`${at}/:via/confirm/:code`),
    route(
      'GET',
      `${at}/:via/confirm/:code`,
      (request) => deliberate(guardVia(request)).params['code'] ?? '',
      opening(verification),
      mailed.opened,
      { ...documentOf('selfServiceBrowserVerify'), ...page },
    ),
  ]
}

/** Addresses are those of mail: nothing else was known. Throws Refusal. */
function guardVia(request: Request): Request {
  if (request.params['via'] !== 'email')
    throw new Refusal('bad-request', { reason: 'Addresses can be verified by email only.' })
  return request
}

const readStart = (request: Request): StartVerification => ({
  type: 'browser',
  returnTo: one(guardVia(request), 'return_to'),
})

function readCompletion(request: Request, caller: Caller): Asked<Submission> {
  const { input, asksForJson } = readSubmission('link', 'unknown')(guardVia(request), caller)
  const { to_verify: email, ...fields } = input.fields
  return {
    input: { ...input, fields: { ...fields, ...(email === undefined ? {} : { email }) } },
    asksForJson,
  }
}
