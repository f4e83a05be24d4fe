// Turns outcomes of login, registration and logout into responses of v26.2.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { LogoutOffer } from '#flow/logout/logout.ts'
import type {
  AlreadySignedIn,
  Expired,
  Registered,
  ShowForm,
  SignedIn,
  SignedOut,
  VerificationFirst,
} from '#flow/outcome.ts'
import { json, nothing, redirect, type Reply } from '#http/reply.ts'
import { toRfc3339 } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { clearingHeaders, secretAfterLogout } from '../after-logout.ts'
import type { Places } from '../../edition.ts'
import { presentError } from './present/error.ts'
import { presentIdentity } from './present/identity.ts'
import { presentSession } from './present/session.ts'
import type { Shape } from './shape.ts'
import { createFlowBody } from './flow-body.ts'
import { createKeptCookies } from './kept-cookies.ts'
import { createNextSteps } from './next-step-answer.ts'
import type { ContinueWith } from './wire.ts'

export type AnswerParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: {
    mask(secret: string): string
    newSecret(device?: string): string
    deviceOf(secret: string): string
  }
  /**
   * Turns an error into a response; on a `page` route a browser is redirected to the error page.
   */
  readonly refuse: (error: unknown, caller: Caller, style: 'page' | 'answer') => Promise<Reply>
  readonly clock: () => number
  readonly shape: Shape
}

export type Answers = ReturnType<typeof createAnswers>

/** Creates the responders for outcomes of login, registration and logout. */
export function createAnswers(parts: AnswerParts) {
  const speaksJson = (flow: Pick<Flow, 'type'>, caller: Caller) =>
    flow.type === 'api' || caller.accepts === 'json'

  const uiOf = (flow: Flow) => withQuery(parts.places().ui(flow.kind), { flow: flow.id })

  const flowBody = createFlowBody(parts)

  async function answerForm(outcome: ShowForm, caller: Caller): Promise<Reply> {
    const { why, flow } = outcome
    const headers =
      outcome.retryAfterMs === undefined
        ? {}
        : { headers: { 'retry-after': String(Math.ceil(outcome.retryAfterMs / 1000)) } }
    if (why === 'next-on-page' && flow.type === 'browser' && speaksJson(flow, caller))
      return parts.refuse(
        new Refusal('browser-redirect', {
          id: 'browser_location_change_required',
          reason: 'The browser has to load the page of the form again.',
          remedy: { goTo: uiOf(flow) },
        }),
        caller,
        'answer',
      )
    if (why === 'shown' || speaksJson(flow, caller))
      return {
        status: why === 'opened' || why === 'shown' ? 200 : 400,
        body: await flowBody(outcome, caller, {
          session_token_exchange_code: outcome.exchangeCode,
        }),
        ...headers,
      }
    return redirect(
      why === 'invalid' && flow.kind === 'registration' ? 302 : 303,
      uiOf(flow),
      headers,
    )
  }

  function answerExpired({ flow, expiredAt }: Expired, caller: Caller): Reply {
    if (!speaksJson(flow, caller)) return redirect(303, uiOf(flow))
    const refusal = new Refusal('gone', {
      id: 'self_service_flow_expired',
      reason: 'The flow has expired; there is a new one in its place.',
    })
    return json(
      410,
      {
        error: presentError(refusal),
        expired_at: toRfc3339(expiredAt),
        since: (parts.clock() - expiredAt) * 1e6,
        use_flow_id: flow.id,
      },
      { headers: { 'ory-error-id': 'self_service_flow_expired' } },
    )
  }

  async function answerAlreadySignedIn(
    { returnTo, submitted, redirectTo, signInWith }: AlreadySignedIn,
    caller: Caller,
    type: 'browser' | 'api',
  ): Promise<Reply> {
    if (redirectTo !== undefined) return redirectToOAuth2Server(redirectTo, caller)
    if (signInWith !== undefined) {
      const login = `${parts.places().publicUrl}/self-service/login/browser${signInWith}`
      return redirectToOAuth2Server(login, caller)
    }
    if (type === 'browser' && caller.accepts === 'html') return redirect(303, returnTo)
    if (submitted) return { status: 400, body: await flowBody(submitted, caller) }
    return parts.refuse(
      new Refusal('bad-request', {
        id: 'session_already_available',
        reason: 'There is a session already, so this flow is not needed.',
      }),
      caller,
      'answer',
    )
  }

  /**
   * Session cookie and, where it changes, the new CSRF secret, so that a cookie planted before the sign-in
   * (login CSRF, session fixation) is worthless afterwards.
   */
  const signedInCookies = (
    opened: SignedIn['opened'],
    secret?: string,
  ): NonNullable<Reply['cookies']> => [
    { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
    ...(secret === undefined ? [] : [{ kind: 'renew-csrf', secret } as const]),
  ]

  const keptCookies = createKeptCookies(parts.places)

  const { followUp, verificationFirst, redirectToOAuth2Server, secondFactorRedirect } =
    createNextSteps({
      ...parts,
      speaksJson,
    })

  return {
    flowBody,
    speaksJson,
    followUp,
    expired: answerExpired,

    /** The response to a new flow. */
    started:
      (type: 'browser' | 'api') =>
      (outcome: ShowForm | AlreadySignedIn, caller: Caller): Promise<Reply> | Reply =>
        outcome.kind === 'form'
          ? answerForm(outcome, caller)
          : answerAlreadySignedIn(outcome, caller, type),

    shown: answerForm,

    login(
      outcome: ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'form') return answerForm(outcome, caller)
      if (outcome.kind === 'expired') return answerExpired(outcome, caller)
      if (outcome.kind === 'already-signed-in')
        return answerAlreadySignedIn(outcome, caller, outcome.submitted?.flow.type ?? 'browser')
      if (outcome.kind === 'verification-first') return verificationFirst(outcome, caller)
      const { flow, identity, opened, returnTo, lacksSecondFactor } = outcome
      const session = () =>
        presentSession(
          opened.session,
          true,
          lacksSecondFactor ? null : presentIdentity(identity, parts.places().publicUrl),
          parts.shape,
        )
      const next = outcome.followUps.map((one) => followUp(one, flow.type))
      if (flow.type === 'api')
        return json(200, {
          session_token: opened.token,
          session: session(),
          continue_with: next.length > 0 ? next : null,
        })
      const cookies = [
        ...signedInCookies(opened, outcome.refreshed ? undefined : outcome.secret),
        ...(outcome.remembered ? [{ kind: 'remembered', ...outcome.remembered } as const] : []),
        ...keptCookies(outcome),
      ]
      if (lacksSecondFactor) return { ...secondFactorRedirect(outcome, caller), cookies }
      if (outcome.redirectTo !== undefined)
        return redirectToOAuth2Server(outcome.redirectTo, caller, cookies)
      if (caller.accepts === 'html')
        return redirect(303, verificationUrl(next) ?? returnTo, { cookies })
      return json(
        200,
        { session: session(), continue_with: [goTo(returnTo), ...next] },
        { cookies },
      )
    },

    registration(
      outcome: ShowForm | Expired | AlreadySignedIn | Registered,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'form') return answerForm(outcome, caller)
      if (outcome.kind === 'expired') return answerExpired(outcome, caller)
      if (outcome.kind === 'already-signed-in')
        return answerAlreadySignedIn(outcome, caller, outcome.submitted?.flow.type ?? 'browser')
      const { flow, opened, returnTo, followUps } = outcome
      const present = () => {
        const identity = presentIdentity(outcome.identity, parts.places().publicUrl)
        return {
          ...(opened
            ? { session: presentSession(opened.session, true, identity, parts.shape) }
            : {}),
          identity,
        }
      }
      const next = followUps.map((one) => followUp(one, flow.type))
      if (flow.type === 'api') {
        const continueWith: readonly ContinueWith[] = [
          ...next,
          ...(opened
            ? [{ action: 'set_ory_session_token', ory_session_token: opened.token } as const]
            : []),
        ]
        return json(200, {
          ...(opened ? { session_token: opened.token } : {}),
          ...present(),
          continue_with: continueWith.length > 0 ? continueWith : null,
        })
      }
      const cookies: NonNullable<Reply['cookies']> = [
        ...(opened ? signedInCookies(opened) : []),
        { kind: 'renew-csrf', secret: outcome.secret },
        ...keptCookies(outcome),
      ]
      if (outcome.redirectTo !== undefined)
        return redirectToOAuth2Server(outcome.redirectTo, caller, cookies)
      if (caller.accepts === 'html')
        return redirect(303, verificationUrl(next) ?? returnTo, { cookies })
      return json(200, { ...present(), continue_with: [goTo(returnTo), ...next] }, { cookies })
    },

    logoutOffer(offer: LogoutOffer): Reply {
      const url = withQuery(`${parts.places().publicUrl}/self-service/logout`, {
        ...(offer.returnTo === undefined ? {} : { return_to: offer.returnTo }),
        ...(offer.challenge === undefined ? {} : { logout_challenge: offer.challenge }),
        token: offer.token,
      })
      return json(200, { logout_url: url, logout_token: offer.token })
    },

    async signedOut(outcome: SignedOut, caller: Caller): Promise<Reply> {
      const cookies = [
        { kind: 'end-session' },
        { kind: 'renew-csrf', secret: secretAfterLogout(parts.csrf, caller) },
      ] as const
      const reply = outcome.refused
        ? await parts.refuse(outcome.refused, caller, 'page')
        : outcome.redirectTo === true
          ? redirectToOAuth2Server(outcome.returnTo, caller)
          : caller.accepts === 'json'
            ? nothing(204)
            : redirect(303, outcome.returnTo)
      return {
        ...reply,
        cookies,
        headers: { ...reply.headers, ...clearingHeaders(outcome, caller) },
      }
    },

    done: (): Reply => nothing(204),
  }
}

/** Where the verification is shown that comes first. */
const verificationUrl = ([first]: readonly ContinueWith[]): string | undefined =>
  first?.action === 'show_verification_ui' ? first.flow.url : undefined

const goTo = (url: string): ContinueWith => ({
  action: 'redirect_browser_to',
  redirect_browser_to: url,
})
