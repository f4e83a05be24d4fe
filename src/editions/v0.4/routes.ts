// Routes that only v0.4 has: recovery by link, and provider accounts in the settings.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Submission } from '#flow/submission.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import {
  connectionRoutes as routesBelow,
  linkRoutes,
} from '../shared/v0.2-v0.4/connection-routes.ts'
import { documentOf } from '../shared/v0.2-v0.4/documents.ts'
import { mailedLinkRoutes, type ButtonParts } from '../shared/button-routes.ts'
import { guarded } from '../shared/v0.2-v0.4/csrf-guard.ts'
import { openLink } from '../shared/v0.2-v0.4/mailed-links.ts'
import type { MailedAnswers } from '../shared/v0.2-v0.4/mailed-answer.ts'
import { fetchPath, flowsPath, submitPath } from '../shared/v0.2-v0.4/paths.ts'
import { readId, readSubmission, type Negotiated } from '../shared/v0.2-v0.4/read.ts'
import { negotiated, type RequestRouteParts } from '../shared/v0.2-v0.4/route-parts.ts'
import { hideUnknown } from '../shared/v0.2-v0.4/visibility.ts'

const page = { errors: 'page' } as const
const link = submitPath('recovery', 'link')

/** The recovery routes. */
export function recoveryRoutes(
  parts: Pick<RequestRouteParts, 'core' | 'answers' | 'csrf'> & ButtonParts,
  mailed: MailedAnswers,
): readonly Route[] {
  const {
    core: { recovery },
    answers,
    csrf,
  } = parts
  type Input = { readonly linkToken: string } | { readonly submission: Submission }
  const open = openLink(recovery)
  const act = async (sent: Input, caller: Caller) =>
    'linkToken' in sent
      ? open(sent.linkToken, caller)
      : parts.core.submitRecoverySignedOut(sent.submission, caller)
  const read = (request: Request, caller: Caller): Negotiated<Input> => {
    const linkToken = queryValue(request, 'token')
    const { input, asksForJson } = readSubmission('link', 'unknown')(request, caller)
    if (linkToken === undefined && input.flowId === undefined)
      throw new Refusal('not-found', { reason: 'The address names no request and no link.' })
    return { input: linkToken === undefined ? { submission: input } : { linkToken }, asksForJson }
  }
  return [
    route(
      'GET',
      `${flowsPath}/recovery`,
      (request) => ({ type: 'browser' as const, returnTo: queryValue(request, 'return_to') }),
      recovery.start,
      answers.started,
      { ...documentOf('initializeSelfServiceRecoveryFlow'), ...page, issuesCsrf: true },
    ),
    route(
      'GET',
      fetchPath('recovery'),
      readId,
      hideUnknown(recovery.show),
      answers.shown,
      documentOf('getSelfServiceBrowserRecoveryRequest'),
    ),
    ...mailedLinkRoutes(
      parts,
      'recovery',
      route(
        'GET',
        link,
        (request) => ({ input: queryValue(request, 'token') ?? '', asksForJson: false }),
        negotiated(open),
        mailed.recovery,
        { ...page, issuesCsrf: true },
      ),
      (request) => (queryValue(request, 'token') ?? '') !== '',
      {
        post: route('POST', link, read, negotiated(act), mailed.recovery, {
          ...documentOf('completeSelfServiceBrowserRecoveryLinkStrategyFlow'),
          ...page,
        }),
      },
    ).map(guarded(csrf)),
  ]
}

/** The path below which the provider routes are mounted. */
export const providersPath = `${flowsPath}/strategies/oidc`

/** The provider routes, and the two paths at which provider accounts have been linked. */
export function connectionRoutes(
  parts: Pick<RequestRouteParts, 'core' | 'entry' | 'csrf'>,
): readonly Route[] {
  const settings = 'strategies/oidc/settings/connections'
  return [
    ...routesBelow(parts, providersPath),
    ...linkRoutes(parts, [`${flowsPath}/registration/${settings}`, `${flowsPath}/${settings}`]),
  ]
}
