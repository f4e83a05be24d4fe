// What edition v0.4 has of its own: recovery by a mailed link, and accounts at providers in the
// settings.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Submission } from '#flow/submission.ts'
import { one, route, type Request, type Route } from '#http/route.ts'
import {
  connectionRoutes as routesBelow,
  linkRoutes,
} from '../shared/v0.2-v0.4/connection-routes.ts'
import { documentOf } from '../shared/v0.2-v0.4/documents.ts'
import { deliberate } from '../shared/prefetch.ts'
import { guarded } from '../shared/v0.2-v0.4/csrf-guard.ts'
import { lookedAt, opening } from '../shared/v0.2-v0.4/mailed-links.ts'
import type { MailedAnswers } from '../shared/v0.2-v0.4/mailed-answer.ts'
import { fetchPath, flowsPath, submitPath } from '../shared/v0.2-v0.4/paths.ts'
import { readId, readSubmission, type Asked } from '../shared/v0.2-v0.4/read.ts'
import { asked, type RequestRouteParts } from '../shared/v0.2-v0.4/route-parts.ts'
import { hidden } from '../shared/v0.2-v0.4/visibility.ts'

const page = { errors: 'page' } as const
const link = submitPath('recovery', 'link')

export function recoveryRoutes(
  { core: { recovery }, answers, csrf }: Pick<RequestRouteParts, 'core' | 'answers' | 'csrf'>,
  mailed: MailedAnswers,
): readonly Route[] {
  type Sent = { readonly word: string } | { readonly submission: Submission }
  const open = opening(recovery)
  const act = async (sent: Sent, caller: Caller) =>
    'word' in sent ? open(sent.word, caller) : recovery.submit(sent.submission, caller)
  const read = (request: Request, caller: Caller): Asked<Sent> => {
    const word = one(request, 'token')
    const { input, asksForJson } = readSubmission('link', 'unknown')(request, caller)
    if (word === undefined && input.flowId === undefined)
      throw new Refusal('not-found', { reason: 'The address names no request and no link.' })
    return { input: word === undefined ? { submission: input } : { word }, asksForJson }
  }
  return [
    route(
      'GET',
      `${flowsPath}/recovery`,
      (request) => ({ type: 'browser' as const, returnTo: one(request, 'return_to') }),
      recovery.start,
      answers.started,
      { ...documentOf('initializeSelfServiceRecoveryFlow'), ...page, issuesCsrf: true },
    ),
    route(
      'GET',
      fetchPath('recovery'),
      readId,
      hidden(recovery.show),
      answers.shown,
      documentOf('getSelfServiceBrowserRecoveryRequest'),
    ),
    guarded(
      route('POST', link, read, asked(act), mailed.recovery, {
        ...documentOf('completeSelfServiceBrowserRecoveryLinkStrategyFlow'),
        ...page,
      }),
      csrf,
    ),
    lookedAt(link),
    route(
      'GET',
      link,
      (request) => ({ input: one(deliberate(request), 'token') ?? '', asksForJson: false }),
      asked(open),
      mailed.recovery,
      { ...page, issuesCsrf: true },
    ),
  ]
}

export const providersPath = `${flowsPath}/strategies/oidc`

/**
 * The ways to and from providers, and both places at which accounts at providers have been linked.
 */
export function connectionRoutes(
  rows: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
): readonly Route[] {
  const settings = 'strategies/oidc/settings/connections'
  return [
    ...routesBelow(rows, providersPath),
    ...linkRoutes(rows, [`${flowsPath}/registration/${settings}`, `${flowsPath}/${settings}`]),
  ]
}
