// Where recovery and verification live in the first editions with flows.
import { parseDuration } from '#config/quantity.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Opening } from '#flow/mailed-method.ts'
import type { HandedOut, HandOut } from '#flow/recovery/administration.ts'
import type { Submission } from '#flow/submission.ts'
import type { Reply } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Core } from '#core.ts'
import type { Places } from '../../edition.ts'
import { fieldsOf, jsonOf, textField, uuidOf, wrong } from '../fields.ts'
import { readOpening } from '../prefetch.ts'
import type { Documented } from './documents.ts'
import type { MailedAnswers } from './mailed-answer.ts'
import { readFlowId, readStart, readSubmission } from './read.ts'

const page = { errors: 'page' } as const
const issuing = { issuesCsrf: true } as const

type Parts = { readonly core: Core; readonly document: Documented; readonly answers: MailedAnswers }
type Sent = {
  readonly submission: Submission
  readonly opening: Opening & { readonly flowId: string | undefined }
}

export function mailedRows({
  core: { recovery, verification },
  document,
  answers,
}: Parts): readonly Route[] {
  const recoveryPath = '/self-service/recovery',
    verificationPath = '/self-service/verification'
  const recover = eitherWay(recovery),
    verify = eitherWay(verification)
  return [
    route(
      'GET',
      `${recoveryPath}/api`,
      readStart('api'),
      recovery.start,
      answers.startedRecovery('api'),
      { ...document('recovery.api'), ...page },
    ),
    route(
      'GET',
      `${recoveryPath}/browser`,
      readStart('browser'),
      recovery.start,
      answers.startedRecovery('browser'),
      { ...document('recovery.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${recoveryPath}/flows`,
      readFlowId,
      recovery.show,
      answers.form,
      document('recovery.flow'),
    ),
    route('POST', recoveryPath, readSent(), recover, answers.submitted, {
      ...document('recovery.submit'),
      ...page,
    }),
    lookedAt(recoveryPath),
    route('GET', recoveryPath, readOpening, recovery.open, answers.opened, page),
    route('POST', `${recoveryPath}/methods/link`, readSent('link'), recover, answers.submitted, {
      ...document('recovery.link'),
      ...page,
    }),

    route('GET', `${verificationPath}/api`, readStart('api'), verification.start, answers.form, {
      ...document('verification.api'),
      ...page,
    }),
    route(
      'GET',
      `${verificationPath}/browser`,
      readStart('browser'),
      verification.start,
      answers.form,
      { ...document('verification.browser'), ...page, ...issuing },
    ),
    route(
      'GET',
      `${verificationPath}/flows`,
      readFlowId,
      verification.show,
      answers.form,
      document('verification.flow'),
    ),
    route('POST', verificationPath, readSent(), verify, answers.submitted, {
      ...document('verification.submit'),
      ...page,
    }),
    lookedAt(verificationPath),
    route('GET', verificationPath, readOpening, verification.open, answers.opened, page),
  ]
}

/**
 * The paths at which the documents of these editions put the submit of a verification; each was
 * told another.
 */
export const documentedVerification = (
  { core, document, answers }: Parts,
  path: 'flows' | 'methods/link',
  documented: boolean,
): Route =>
  route(
    'POST',
    `/self-service/verification/${path}`,
    readSent('link'),
    eitherWay(core.verification),
    answers.submitted,
    { ...(documented ? document('verification.documented') : {}), ...page },
  )

/** Looking at a mailed link does nothing. */
const lookedAt = (path: string): Route => ({
  methods: ['HEAD'],
  path,
  options: {},
  handle: (): Reply => ({ status: 200 }),
})

/** `method`: the one that the path stands for. A button without a value sends an empty one. */
const readSent =
  (method?: 'link') =>
  (request: Request): Sent => {
    const submission = readSubmission()(request)
    const implied =
      method !== undefined || submission.fields['method'] === ''
        ? { ...submission, fields: { ...submission.fields, method: 'link' } }
        : submission
    return { submission: implied, opening: readOpening(request) }
  }

/** The token of a message may be posted as well. */
function eitherWay<A, B>({
  submit,
  open,
}: {
  submit(submission: Submission, caller: Caller): Promise<A>
  open(opening: Sent['opening'], caller: Caller): Promise<B>
}): (sent: Sent, caller: Caller) => Promise<A | B> {
  return ({ submission, opening }, caller) =>
    opening.token === undefined || opening.token === ''
      ? submit(submission, caller)
      : open(opening, caller)
}

export function recoveryLinkRow({ core, document, answers }: Parts, places: () => Places): Route {
  const read = ({ body }: Request): HandOut => {
    const fields = fieldsOf(jsonOf(body), ['identity_id', 'expires_in'])
    const expiresIn = textField(fields, 'expires_in', 64) ?? '',
      lifespanMs = expiresIn === '' ? undefined : parseDuration(expiresIn)
    if (expiresIn !== '' && !(lifespanMs !== undefined && lifespanMs > 0))
      throw wrong('expires_in must be a duration such as 30m or 12h, and not over yet.')
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
    (wanted, caller) => handOut(core, wanted, caller),
    answers.handedOut,
    document('recovery-link', true),
  )
}

/**
 * Throws Refusal: not found also where recovery by link is switched off, as for anything that is
 * not there.
 */
async function handOut(
  { administration, recoveryAdministration }: Core,
  wanted: HandOut,
  caller: Caller,
): Promise<HandedOut> {
  const { identity } = await administration.find(wanted.identityId)
  if (identity.recoveryAddresses.length === 0)
    throw wrong('This identity has no address for recovery.')
  try {
    return await recoveryAdministration.link(wanted, caller)
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'bad-request')
      throw new Refusal('not-found', {
        ...(error.reason === undefined ? {} : { reason: error.reason }),
        cause: error,
      })
    throw error
  }
}
