// Recovery and verification routes of v0.6 and v0.7.
import { parseDuration } from '#config/quantity.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Opening } from '#flow/mailed-method.ts'
import type { HandedOut, HandOut } from '#flow/recovery/administration.ts'
import type { Submission } from '#flow/submission.ts'
import { isSentByOtherSite } from '#http/fetch-metadata.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Core } from '#core.ts'
import type { Places } from '../../edition.ts'
import { fieldsOf, jsonOf, textField, uuidOf, badRequest } from '../fields.ts'
import { mailedLinkRoutes, type ButtonParts } from '../button-routes.ts'
import { readLinkParameters } from '../link-parameters.ts'
import type { DocumentOf } from './documents.ts'
import type { MailedAnswers, SwitchedOff } from './mailed-answer.ts'
import { readFlowId, readStart, readSubmission } from './read.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

type Parts = ButtonParts & {
  readonly core: Core
  readonly documentOf: DocumentOf
  readonly answers: MailedAnswers
}
type MailedSubmission = {
  readonly submission: Submission
  readonly opening: Opening & { readonly flowId: string | undefined }
}

/** The recovery and verification routes. */
export function mailedRoutes({
  core: { recovery, submitRecoverySignedOut, verification },
  documentOf,
  answers,
  ...buttons
}: Parts): readonly Route[] {
  const read = readMailedSubmission(buttons.places)
  const recoveryPath = '/self-service/recovery',
    verificationPath = '/self-service/verification'
  const recover = submitOrOpen({
    submit: notFoundWhenOff(recovery, submitRecoverySignedOut),
    open: recovery.open,
  })
  const verify = verifyOrOpen(verification)
  return [
    route(
      'GET',
      `${recoveryPath}/api`,
      readStart('api'),
      recovery.start,
      answers.startedRecovery('api'),
      { ...documentOf('recovery.api'), ...page },
    ),
    route(
      'GET',
      `${recoveryPath}/browser`,
      readStart('browser'),
      recovery.start,
      answers.startedRecovery('browser'),
      { ...documentOf('recovery.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${recoveryPath}/flows`,
      readFlowId,
      whenEnabled(recovery, recovery.show),
      answers.shown,
      { ...documentOf('recovery.flow'), ...issuing },
    ),
    ...mailedLinkRoutes(
      buttons,
      'recovery',
      route('GET', recoveryPath, readLinkParameters, recovery.open, answers.opened, page),
      isLink,
      {
        post: route('POST', recoveryPath, read(), recover, answers.submitted, {
          ...documentOf('recovery.submit'),
          ...page,
        }),
      },
    ),
    route('POST', `${recoveryPath}/methods/link`, read('link'), recover, answers.submitted, {
      ...documentOf('recovery.link'),
      ...page,
    }),

    route('GET', `${verificationPath}/api`, readStart('api'), verification.start, answers.form, {
      ...documentOf('verification.api'),
      ...page,
    }),
    route(
      'GET',
      `${verificationPath}/browser`,
      readStart('browser'),
      verification.start,
      answers.form,
      { ...documentOf('verification.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${verificationPath}/flows`,
      readFlowId,
      whenEnabled(verification, verification.show),
      answers.shown,
      { ...documentOf('verification.flow'), ...issuing },
    ),
    ...mailedLinkRoutes(
      buttons,
      'verification',
      route('GET', verificationPath, readLinkParameters, verification.open, answers.opened, page),
      isLink,
      {
        post: route('POST', verificationPath, read(), verify, answers.submitted, {
          ...documentOf('verification.submit'),
          ...page,
        }),
      },
    ),
  ]
}

/**
 * The two paths at which the published API descriptions place the verification submit; each edition
 * documents the other one.
 */
export const verificationSubmitAt = (
  { core, documentOf, answers, places }: Parts,
  path: 'flows' | 'methods/link',
  documented: boolean,
): Route =>
  route(
    'POST',
    `/self-service/verification/${path}`,
    readMailedSubmission(places)('link'),
    verifyOrOpen(core.verification),
    answers.submitted,
    { ...(documented ? documentOf('verification.documented') : {}), ...page },
  )

/** Whether the address has what a link in a message has. */
const isLink = (request: Request): boolean => (readLinkParameters(request).token ?? '') !== ''

/**
 * `method`: the method that the path implies. A submit button without a value sends an empty
 * method, which means the link. Throws Refusal for a link that a page of another site submits: it
 * would sign people in to an account of somebody else.
 */
const readMailedSubmission =
  (places: () => Places) =>
  (method?: 'link') =>
  (request: Request): MailedSubmission => {
    if (isLink(request) && isSentByOtherSite(request.headers, places().isOwn))
      throw new Refusal('forbidden', {
        id: 'security_csrf_violation',
        reason: 'A page of another site has sent this link.',
      })
    const submission = readSubmission()(request)
    const implied =
      method !== undefined || submission.fields['method'] === ''
        ? { ...submission, fields: { ...submission.fields, method: 'link' } }
        : submission
    return { submission: implied, opening: readLinkParameters(request) }
  }

type MayBeOff = { guardEnabled(): void }

/** Gives the refusal of a kind of flow that is switched off as an outcome. */
const whenEnabled =
  <I, O>({ guardEnabled }: MayBeOff, act: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O | SwitchedOff> => {
    try {
      guardEnabled()
    } catch (refusal) {
      return { kind: 'switched-off', refusal }
    }
    return act(input, caller)
  }

/** Throws Refusal: the submit of a kind of flow that is switched off is not there. */
const notFoundWhenOff =
  <I, O>(kind: MayBeOff, act: (input: I, caller: Caller) => Promise<O>) =>
  async (input: I, caller: Caller): Promise<O> => {
    const outcome = await whenEnabled(kind, async () => ({ kind: 'on' as const }))(input, caller)
    if (outcome.kind === 'switched-off') throw notFoundInstead(outcome.refusal)
    return act(input, caller)
  }

const verifyOrOpen = (verification: Core['verification']) =>
  submitOrOpen({
    submit: notFoundWhenOff(verification, verification.submit),
    open: verification.open,
  })

/** Submits the form, or opens the link when a token is sent, in the query or in the body. */
function submitOrOpen<A, B>({
  submit,
  open,
}: {
  submit(submission: Submission, caller: Caller): Promise<A>
  open(opening: MailedSubmission['opening'], caller: Caller): Promise<B>
}): (sent: MailedSubmission, caller: Caller) => Promise<A | B> {
  return ({ submission, opening }, caller) =>
    opening.token === undefined || opening.token === ''
      ? submit(submission, caller)
      : open(opening, caller)
}

/** The admin route that creates a recovery link for an identity. */
export function recoveryLinkRoute({ core, documentOf, answers, places }: Parts): Route {
  const read = ({ body }: Request): HandOut => {
    const fields = fieldsOf(jsonOf(body), ['identity_id', 'expires_in'])
    const expiresIn = textField(fields, 'expires_in', 64) ?? '',
      lifespanMs = expiresIn === '' ? undefined : parseDuration(expiresIn)
    if (expiresIn !== '' && !(lifespanMs !== undefined && lifespanMs > 0))
      throw badRequest('expires_in must be a duration such as 30m or 12h, and not over yet.')
    return {
      identityId: uuidOf(fields, 'identity_id') ?? '',
      lifespanMs,
      type: 'browser',
      returnTo: undefined,
      requestUrl: `${places().adminUrl}/recovery/link`,
    }
  }
  return route(
    'POST',
    '/recovery/link',
    read,
    (input, caller) => createRecoveryLink(core, input, caller),
    answers.handedOut,
    { ...documentOf('recovery-link', true), role: 'support' },
  )
}

/**
 * Throws Refusal, also `not-found` when recovery by link is disabled, as the published API does.
 */
async function createRecoveryLink(
  { administration, recoveryAdministration }: Core,
  input: HandOut,
  caller: Caller,
): Promise<HandedOut> {
  const { identity } = await administration.find(input.identityId)
  if (identity.recoveryAddresses.length === 0)
    throw badRequest('This identity has no address for recovery.')
  try {
    return await recoveryAdministration.link(input, caller)
  } catch (error) {
    throw error instanceof Refusal && error.kind === 'bad-request' ? notFoundInstead(error) : error
  }
}

const notFoundInstead = (refusal: unknown): Refusal =>
  new Refusal('not-found', {
    ...(refusal instanceof Refusal && refusal.reason !== undefined
      ? { reason: refusal.reason }
      : {}),
    cause: refusal,
  })
