// What the actions decide, turned into answers of the editions with requests: browsers are sent
// from page to page.
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
import type { EditionParts, Places } from '../../edition.ts'
import type { Asked } from './read.ts'
import type { Refuse } from './refuse.ts'

/** How an edition puts things into JSON. */
export type Presenters = {
  readonly request: (flow: Flow, form: Form, csrfToken: string, publicUrl: string) => object
  readonly session: (session: Session, identity: Identity, publicUrl: string) => object
}

export type AnswerParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: Pick<EditionParts['csrf'], 'mask' | 'formToken' | 'newSecret'>
  readonly refuse: Refuse
  readonly present: Presenters
}

export type Answers = ReturnType<typeof createAnswers>

type Ended = {
  readonly flow: Flow
  readonly opened: Opened | undefined
  readonly returnToRefused?: boolean
  readonly returnTo: string
}

export function createAnswers(parts: AnswerParts) {
  const { places, csrf, refuse, present } = parts

  const uiOf = ({ kind, id }: Flow) => withQuery(places().ui(kind), { request: id })
  const toUi = (flow: Flow, more: Pick<Reply, 'cookies' | 'headers'> = {}): Reply =>
    redirect(302, uiOf(flow), more)
  /**
   * The browser gets a token for all of its forms; a page that reads for it, at the other listener,
   * one for this form.
   */
  const tokenFor = ({ id, csrfHash }: Flow, caller: Caller) =>
    caller.csrfKnown ? csrf.mask(caller.csrfSecret) : csrf.formToken(id, csrfHash ?? '')

  const shown = ({ flow, form }: Pick<ShowForm, 'flow' | 'form'>, caller: Caller): Reply =>
    json(200, present.request(flow, form, tokenFor(flow, caller), places().publicUrl))

  /** What was filled in wrongly: a browser sees it on the form, a program is told. */
  function invalid(
    { flow, form, retryAfterMs }: ShowForm,
    caller: Caller,
    asksForJson: boolean,
  ): Promise<Reply> | Reply {
    if (!asksForJson)
      return toUi(
        flow,
        retryAfterMs === undefined
          ? {}
          : { headers: { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) } },
      )
    return refuse(
      new Refusal('bad-request', {
        reason: messagesIn(form, parts.render),
        ...(retryAfterMs === undefined ? {} : { remedy: { retryAfterMs } }),
      }),
      caller,
      'answer',
    )
  }

  /**
   * A new session also changes the anti-forgery secret, so that nothing planted before the sign-in
   * is worth anything after it.
   */
  const sessionCookies = (opened: Opened) =>
    [
      { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
      { kind: 'renew-csrf', secret: csrf.newSecret() },
    ] as const

  async function ended(
    { flow, opened, returnToRefused, returnTo }: Ended,
    caller: Caller,
  ): Promise<Reply> {
    const cookies = opened ? sessionCookies(opened) : ([] as const)
    if (returnToRefused !== true) return redirect(302, returnTo, { cookies })
    const refusal = new Refusal('bad-request', {
      reason: flow.form.messages.map((one) => parts.render(one).text).join(' '),
    })
    // NOTE the error is kept for the secret that the browser has from this answer on
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
      }: Asked<ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst>,
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
              { cookies: sessionCookies(outcome.opened) },
            )
          return ended(outcome, caller)
        }
      }
    },

    registration(
      { input: outcome, asksForJson }: Asked<ShowForm | Expired | AlreadySignedIn | Registered>,
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
          return ended(outcome, caller)
      }
    },

    /** The browser that has no secret yet gets that of the new request. */
    replaced: ({ flow }: Replaced, { csrfKnown, csrfSecret: secret }: Caller): Reply =>
      toUi(flow, csrfKnown ? {} : { cookies: [{ kind: 'renew-csrf', secret }] }),

    async signedOut(outcome: SignedOut): Promise<Reply> {
      return redirect(302, outcome.returnTo, {
        cookies: [{ kind: 'end-session' }, { kind: 'renew-csrf', secret: csrf.newSecret() }],
      })
    },
  }
}

/** All that is said in a form, for a program. */
function messagesIn({ messages, nodes }: Form, render: MessageRenderer): string {
  const ofFields = nodes.flatMap((node) =>
    node.messages.map(
      (one) => `${node.type === 'input' ? node.name : node.id}: ${render(one).text}`,
    ),
  )
  return [...messages.map((one) => render(one).text), ...ofFields].join(' ')
}
