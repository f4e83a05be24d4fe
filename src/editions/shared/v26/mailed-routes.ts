// Recovery and verification routes of v26.2.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { LinkOpened, Replaced, ShowForm } from '#flow/outcome.ts'
import type { Recovery } from '#flow/recovery/recovery.ts'
import type { RecoveryAdministration, HandOut } from '#flow/recovery/administration.ts'
import type { Submission } from '#flow/submission.ts'
import type { Verification } from '#flow/verification/verification.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { isObject } from '#lib/json.ts'
import { parseDuration } from '#config/quantity.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Places } from '../../edition.ts'
import { mailedLinkRoutes, type ButtonParts } from '../button-routes.ts'
import { readLinkParameters } from '../link-parameters.ts'
import { mailedDocumentOf } from './documents-mailed.ts'
import type { MailedAnswers } from './mailed-answer.ts'
import { readFlowId, readSubmission } from './read.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

const readStart = (type: 'browser' | 'api') => (request: Request) => ({
  type,
  returnTo: queryValue(request, 'return_to'),
})

/** The recovery and verification routes. */
export function mailedRoutes(
  { recovery, verification }: { readonly recovery: Recovery; readonly verification: Verification },
  answers: MailedAnswers,
  buttons: ButtonParts,
): readonly Route[] {
  const recoveryPath = '/self-service/recovery',
    verificationPath = '/self-service/verification'
  return [
    route(
      'GET',
      `${recoveryPath}/api`,
      readStart('api'),
      recovery.start,
      answers.startedRecovery('api'),
      { ...mailedDocumentOf('createNativeRecoveryFlow'), ...page },
    ),
    route(
      'GET',
      `${recoveryPath}/browser`,
      readStart('browser'),
      recovery.start,
      answers.startedRecovery('browser'),
      { ...mailedDocumentOf('createBrowserRecoveryFlow'), ...page, ...issuing },
    ),
    route('GET', `${recoveryPath}/flows`, readFlowId, recovery.show, answers.form, {
      ...mailedDocumentOf('getRecoveryFlow'),
      ...issuing,
    }),
    ...mailedLinkRoutes(
      buttons,
      'recovery',
      route('GET', recoveryPath, readLinkParameters, openRecovery(recovery), answers.opened, page),
      (request) => has(readLinkParameters(request).token),
      {
        post: route('POST', recoveryPath, readRecovery, recovery.submit, answers.submitted, {
          ...mailedDocumentOf('updateRecoveryFlow'),
          ...page,
        }),
      },
    ),

    route(
      'GET',
      `${verificationPath}/api`,
      readStart('api'),
      verification.start,
      answers.startedByApp,
      {
        ...mailedDocumentOf('createNativeVerificationFlow'),
        ...page,
      },
    ),
    route(
      'GET',
      `${verificationPath}/browser`,
      readStart('browser'),
      verification.start,
      answers.form,
      // NOTE as published, a refused start is told as JSON
      { ...mailedDocumentOf('createBrowserVerificationFlow'), ...issuing },
    ),
    route('GET', `${verificationPath}/flows`, readFlowId, verification.show, answers.form, {
      ...mailedDocumentOf('getVerificationFlow'),
      ...issuing,
    }),
    ...mailedLinkRoutes(
      buttons,
      'verification',
      route('GET', verificationPath, readLinkParameters, verification.open, answers.opened, page),
      (request) => {
        const { token, code } = readLinkParameters(request)
        return has(token) || has(code)
      },
      {
        post: route(
          'POST',
          verificationPath,
          readSubmission,
          verification.submit,
          answers.submitted,
          { ...mailedDocumentOf('updateVerificationFlow'), ...page },
        ),
        press: async (request, caller) =>
          answers.pressed(await verify(verification, readLinkParameters(request), caller)),
      },
    ),
  ]
}

const has = (parameter: string | undefined): boolean => parameter !== undefined && parameter !== ''

/** Opens a link; an address without a token is answered like a submit without a method. */
const openRecovery =
  ({ open, withoutToken }: Recovery) =>
  (link: ReturnType<typeof readLinkParameters>, caller: Caller) =>
    has(link.token) ? open(link, caller) : withoutToken(link, caller)

/** A submitted recovery. The token of a link may be in the address. */
function readRecovery(request: Request, caller: Caller): Submission {
  const submission = readSubmission(request, caller)
  const token = queryValue(request, 'token')
  return has(token) && token !== undefined && submission.unreadable === undefined
    ? { ...submission, fields: { token, ...submission.fields } }
    : submission
}

/**
 * Opens a link whose button was pressed. Where the link only fills in the code, the code is
 * submitted as well, because the person has pressed a button already.
 */
async function verify(
  { open, submit }: Verification,
  link: ReturnType<typeof readLinkParameters>,
  caller: Caller,
): Promise<Replaced | LinkOpened | ShowForm> {
  const opened = await open(link, caller)
  if (opened.kind === 'replaced' || opened.flow.completed || link.code === undefined) return opened
  return submit(
    {
      flowId: link.flowId,
      fromForm: true,
      fields: { method: 'code', code: link.code },
      unreadable: undefined,
      csrfVerified: true,
    },
    caller,
  )
}

/** The admin routes that create recovery codes and links for an identity. */
export function recoveryAdminRoutes(
  administration: RecoveryAdministration,
  answers: MailedAnswers,
  places: () => Places,
): readonly Route[] {
  const read =
    (path: string) =>
    (request: Request): HandOut =>
      readHandOut(request, `${places().adminUrl}/admin${path}`)
  return [
    route(
      'POST',
      '/recovery/code',
      read('/recovery/code'),
      administration.code,
      answers.handedOutCode,
      { ...mailedDocumentOf('createRecoveryCodeForIdentity'), role: 'support' },
    ),
    route(
      'POST',
      '/recovery/link',
      read('/recovery/link'),
      administration.link,
      answers.handedOutLink,
      { ...mailedDocumentOf('createRecoveryLinkForIdentity'), role: 'support' },
    ),
  ]
}

/** Reads a request for a recovery code or link. Throws Refusal for an invalid body. */
function readHandOut(request: Request, requestUrl: string): HandOut {
  const { body } = request
  if (body.kind !== 'json' || !isObject(body.value))
    throw new Refusal('bad-request', { reason: 'The body must be a JSON object.' })
  const { identity_id: identityId, expires_in: expiresIn, flow_type: flowType } = body.value
  // NOTE as published, without an id there is no such identity
  if (identityId !== undefined && (typeof identityId !== 'string' || !isUuid(identityId)))
    throw new Refusal('bad-request', { reason: 'identity_id must be the id of an identity.' })
  if (flowType !== undefined && flowType !== 'browser' && flowType !== 'api')
    throw new Refusal('bad-request', { reason: 'flow_type must be browser or api.' })
  const lifespanMs =
    expiresIn === undefined || expiresIn === ''
      ? undefined
      : typeof expiresIn === 'string'
        ? parseDuration(expiresIn)
        : 0
  if (lifespanMs !== undefined && lifespanMs <= 0)
    throw new Refusal('bad-request', {
      reason: 'expires_in must be a duration such as 30m or 12h.',
    })
  if (expiresIn !== undefined && expiresIn !== '' && lifespanMs === undefined)
    throw new Refusal('bad-request', {
      reason: 'expires_in must be a duration such as 30m or 12h.',
    })
  return {
    identityId: identityId ?? '',
    lifespanMs,
    type: flowType === 'api' ? 'api' : 'browser',
    returnTo: queryValue(request, 'return_to'),
    requestUrl,
  }
}
