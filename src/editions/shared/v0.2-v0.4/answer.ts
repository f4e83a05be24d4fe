// Turns outcomes of login, registration and logout into responses of v0.2 and v0.4, in which a
// browser is redirected from page to page.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type {
  AlreadySignedIn,
  Expired,
  Opened,
  Registered,
  Replaced,
  ShowForm,
  SignedIn,
  SignedOut,
  VerificationFirst,
} from '#flow/outcome.ts'
import type { Form } from '#flow/ui-node.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { Identity } from '#identity/identity.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Session } from '#session/session.ts'
import { clearingHeaders, secretAfterLogout } from '../after-logout.ts'
import type { EditionParts, Places } from '../../edition.ts'
import type { Negotiated } from './read.ts'
import type { Refuse } from './refuse.ts'

/** How an edition presents flows and sessions as JSON. */
export type Presenters = {
  readonly request: (flow: Flow, form: Form, csrfToken: string, publicUrl: string) => object
  readonly session: (session: Session, identity: Identity, publicUrl: string) => object
}

export type AnswerParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: Pick<EditionParts['csrf'], 'mask' | 'formToken' | 'newSecret' | 'deviceOf'>
  readonly refuse: Refuse
  readonly present: Presenters
}

export type Answers = ReturnType<typeof createAnswers>

type Finished = {
  readonly secret: string
  readonly flow: Flow
  readonly opened: Opened | undefined
  readonly returnToRefused?: boolean
  readonly returnTo: string
}

/** Creates the responders for outcomes of login, registration and logout. */
export function createAnswers(parts: AnswerParts) {
  const { places, csrf, refuse, present } = parts

  const uiOf = ({ kind, id }: Flow) => withQuery(places().ui(kind), { request: id })
  const toUi = (flow: Flow, more: Pick<Reply, 'cookies' | 'headers'> = {}): Reply =>
    redirect(302, uiOf(flow), more)
  /**
   * A browser with its CSRF cookie gets a token valid for all forms. Without the cookie, the
   * request comes from a page on another server (admin listener) and gets a token for this form
   * only.
   */
  const tokenFor = ({ id, csrfHash }: Flow, caller: Caller) =>
    caller.csrfKnown ? csrf.mask(caller.csrfSecret) : csrf.formToken(id, csrfHash ?? '')

  const shown = async (
    { flow, form }: Pick<ShowForm, 'flow' | 'form'>,
    caller: Caller,
  ): Promise<Reply> =>
    json(200, present.request(flow, await form(), tokenFor(flow, caller), places().publicUrl))

  /**
   * Invalid input: a browser is redirected to the form with its messages, a JSON client gets 400.
   */
  async function invalid(
    { flow, form, retryAfterMs }: ShowForm,
    caller: Caller,
    asksForJson: boolean,
  ): Promise<Reply> {
    if (!asksForJson)
      return toUi(
        flow,
        retryAfterMs === undefined
          ? {}
          : { headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } },
      )
    return refuse(
      new Refusal('bad-request', {
        reason: messageText(await form(), parts.render),
        ...(retryAfterMs === undefined ? {} : { remedy: { retryAfterMs } }),
      }),
      caller,
      'answer',
    )
  }

  /**
   * Session cookie and a new CSRF secret. The secret is renewed so that a cookie planted before the
   * sign-in (login CSRF, session fixation) is worthless afterwards.
   */
  const sessionCookies = (opened: Opened, secret: string) =>
    [
      { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
      { kind: 'renew-csrf', secret },
    ] as const

  async function finished(
    { flow, opened, secret, returnToRefused, returnTo }: Finished,
    caller: Caller,
  ): Promise<Reply> {
    const cookies = opened ? sessionCookies(opened, secret) : ([] as const)
    if (returnToRefused !== true) return redirect(302, returnTo, { cookies })
    const refusal = new Refusal('bad-request', {
      reason: flow.form.messages.map((one) => parts.render(one).text).join(' '),
    })
    // NOTE the stored error is bound to the CSRF secret that the browser has after this response
    const [, renewed] = cookies
    return { ...(await refuse(refusal, caller, 'page', renewed?.secret)), cookies }
  }

  return {
    uiOf,
    toUi,
    tokenFor,
    shown,
    invalid,
    sessionCookies,
    refuse,
    places,

    started: (outcome: ShowForm | AlreadySignedIn): Reply =>
      outcome.kind === 'form' ? toUi(outcome.flow) : redirect(302, outcome.returnTo),

    login(
      {
        input: outcome,
        asksForJson,
      }: Negotiated<ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst>,
      caller: Caller,
    ): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return invalid(outcome, caller, asksForJson)
        case 'expired':
          return toUi(outcome.flow)
        case 'already-signed-in':
          return redirect(302, outcome.returnTo)
        case 'verification-first':
          return redirect(
            302,
            withQuery(places().ui('verification'), { request: outcome.followUp.flowId }),
          )
        case 'signed-in': {
          if (asksForJson && outcome.returnToRefused !== true)
            return json(
              200,
              present.session(outcome.opened.session, outcome.identity, places().publicUrl),
              { cookies: sessionCookies(outcome.opened, outcome.secret) },
            )
          return finished(outcome, caller)
        }
      }
    },

    registration(
      {
        input: outcome,
        asksForJson,
      }: Negotiated<ShowForm | Expired | AlreadySignedIn | Registered>,
      caller: Caller,
    ): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return invalid(outcome, caller, asksForJson)
        case 'expired':
          return toUi(outcome.flow)
        case 'already-signed-in':
          return redirect(302, outcome.returnTo)
        case 'registered':
          return outcome.returnToRefused === true
            ? toUi(outcome.flow, {
                cookies: outcome.opened ? sessionCookies(outcome.opened, outcome.secret) : [],
              })
            : finished(outcome, caller)
      }
    },

    /**
     * Redirects to the replacement flow. A browser without a CSRF cookie gets the secret of that
     * flow.
     */
    replaced: ({ flow }: Replaced, { csrfKnown, csrfSecret: secret }: Caller): Reply =>
      toUi(flow, csrfKnown ? {} : { cookies: [{ kind: 'renew-csrf', secret }] }),

    async signedOut(outcome: SignedOut, caller: Caller): Promise<Reply> {
      return redirect(302, outcome.returnTo, {
        headers: clearingHeaders(outcome, caller),
        cookies: [
          { kind: 'end-session' },
          { kind: 'renew-csrf', secret: secretAfterLogout(csrf, caller) },
        ],
      })
    },
  }
}

/** All messages of a form as one text, for JSON clients. */
function messageText({ messages, nodes }: Form, render: MessageRenderer): string {
  const ofFields = nodes.flatMap((node) =>
    node.messages.map(
      (one) => `${node.type === 'input' ? node.name : node.id}: ${render(one).text}`,
    ),
  )
  return [...messages.map((one) => render(one).text), ...ofFields].join(' ')
}
