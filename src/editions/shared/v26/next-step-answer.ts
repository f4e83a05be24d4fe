// Responses that name a next step: verification, second factor, or the OAuth 2.0 server that
// requested the login.
import { Refusal } from '#errors/refusal.ts'
import { challengeOf } from '#flow/authorization.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { FollowUp, SignedIn, VerificationFirst } from '#flow/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { Places } from '../../edition.ts'
import { presentError } from './present/error.ts'
import type { ContinueWith } from './wire.ts'

export type NextStepParts = {
  readonly places: () => Places
  readonly speaksJson: (flow: Pick<Flow, 'type'>, caller: Caller) => boolean
}

/** Creates the responders that name a next step. */
export function createNextSteps({ speaksJson, ...parts }: NextStepParts) {
  const followUp = ({ flowId, address }: FollowUp, type: Flow['type']): ContinueWith => ({
    action: 'show_verification_ui',
    flow: {
      id: flowId,
      verifiable_address: address,
      ...(type === 'browser'
        ? { url: withQuery(parts.places().ui('verification'), { flow: flowId }) }
        : {}),
    },
  })

  function verificationFirst(
    { flow, followUp: { flowId, address } }: VerificationFirst,
    caller: Caller,
  ): Reply {
    const url = withQuery(parts.places().ui('verification'), { flow: flowId })
    if (!speaksJson(flow, caller)) return redirect(303, url)
    const first: ContinueWith = {
      action: 'show_verification_ui',
      flow: { id: flowId, url, verifiable_address: address },
    }
    const refusal = new Refusal('bad-request', {
      id: 'session_verified_address_required',
      reason: 'No address of this account has been verified yet. Please verify it first.',
      details: { continue_with: [first] },
    })
    // NOTE the published API sends status 403 with `code` 400 in the body
    return json(
      403,
      { error: presentError(refusal) },
      { headers: { 'ory-error-id': 'session_verified_address_required' } },
    )
  }

  /** Sends the browser back to the OAuth 2.0 server that requested the login. */
  function redirectToOAuth2Server(
    url: string,
    caller: Caller,
    cookies: NonNullable<Reply['cookies']> = [],
  ): Reply {
    if (caller.accepts === 'html') return redirect(303, url, { cookies })
    const refusal = new Refusal('browser-redirect', {
      id: 'browser_location_change_required',
      reason: 'The browser has to go on at the server for which it was asked to sign in.',
    })
    return json(
      422,
      { error: presentError(refusal), redirect_browser_to: url },
      { cookies, headers: { 'ory-error-id': 'browser_location_change_required' } },
    )
  }

  /** Sends a browser that has completed the first factor to the login for the second. */
  function secondFactorRedirect(
    { flow, returnTo, returnToRefused, secondFactorFlow }: SignedIn,
    caller: Caller,
  ): Reply {
    const loginChallenge = challengeOf(flow)
    const url = secondFactorFlow
      ? withQuery(parts.places().ui('login'), { flow: secondFactorFlow.id })
      : withQuery(`${parts.places().publicUrl}/self-service/login/browser`, {
          aal: 'aal2',
          ...(loginChallenge ? { login_challenge: loginChallenge.challenge } : {}),
          ...(flow.returnTo === undefined || returnToRefused === true
            ? {}
            : { return_to: returnTo }),
        })
    if (caller.accepts === 'html') return redirect(303, url)
    const refusal = new Refusal('browser-redirect', {
      id: 'browser_location_change_required',
      reason: 'This account has a second factor. It is asked for on the page for sign-ins.',
    })
    return json(
      422,
      { error: presentError(refusal), redirect_browser_to: url },
      { headers: { 'ory-error-id': 'browser_location_change_required' } },
    )
  }

  return {
    followUp,
    verificationFirst,
    redirectToOAuth2Server,
    secondFactorRedirect,
  }
}
