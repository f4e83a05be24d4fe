// Turns outcomes of flows into responses: what v0.6 and v0.7 share.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type {
  AlreadySignedIn,
  Expired,
  LazyForm,
  Opened,
  ShowForm,
  SignedIn,
  SignedOut,
  VerificationFirst,
} from '#flow/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { clearingHeaders, secretAfterLogout } from '../after-logout.ts'
import type { EditionParts, Places } from '../../edition.ts'
import { presentFlow } from './flow.ts'
import type { Refuse } from './refuse.ts'

export type AnswerParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: Pick<EditionParts['csrf'], 'mask' | 'formToken' | 'newSecret' | 'deviceOf'>
  readonly refuse: Refuse
  /**
   * Whether the caller gets the flow as JSON instead of a redirect to its page. Always true for
   * native apps.
   */
  readonly speaksJson: (flow: Pick<Flow, 'type' | 'kind'>, caller: Caller) => boolean
  /** The redirect status with which a browser is sent to a newly opened flow. */
  readonly redirectStatus: (flow: Pick<Flow, 'kind'>) => 302 | 303
}

export type FlowAnswers = ReturnType<typeof createFlowAnswers>

/** Creates the responders for outcomes of flows. */
export function createFlowAnswers(parts: AnswerParts) {
  const { places, csrf } = parts
  const uiOf = ({ kind, id }: Flow) => withQuery(places().ui(kind), { flow: id })

  /** `token`: the anti-forgery token of the form, where the flow itself has none. */
  async function flowJson(flow: Flow, form: LazyForm, token = '') {
    const csrfToken =
      flow.type === 'browser' && flow.csrfHash !== undefined
        ? csrf.formToken(flow.id, flow.csrfHash)
        : token
    return presentFlow(flow, await form(), {
      render: parts.render,
      action: `${places().publicUrl}/self-service/${flow.kind}?flow=${flow.id}`,
      csrfToken,
    })
  }

  /** `present`: makes the JSON of the flow. */
  async function form<T extends ShowForm>(
    outcome: T,
    caller: Caller,
    present: (outcome: T) => Promise<object> = ({ flow, form: nodes }) => flowJson(flow, nodes),
  ): Promise<Reply> {
    const { why, flow } = outcome
    const headers =
      outcome.retryAfterMs === undefined
        ? {}
        : { headers: { 'retry-after': String(Math.ceil(outcome.retryAfterMs / 1000)) } }
    if (why === 'shown' || parts.speaksJson(flow, caller))
      return json(why === 'invalid' ? 400 : 200, await present(outcome), headers)
    return redirect(why === 'opened' ? parts.redirectStatus(flow) : 302, uiOf(flow), headers)
  }

  /** JSON clients are redirected to the API path of the new flow, browsers to its page. */
  function expired({ flow }: Pick<Expired, 'flow'>, caller: Caller): Reply {
    const to = parts.speaksJson(flow, caller)
      ? `${places().publicUrl}/self-service/${flow.kind}/flows?id=${flow.id}`
      : uiOf(flow)
    return redirect(parts.redirectStatus(flow), to)
  }

  /** `asJson`: respond with an error instead of a redirect. */
  function alreadySignedIn(
    outcome: Pick<AlreadySignedIn, 'returnTo'>,
    caller: Caller,
    asJson: boolean,
  ): Promise<Reply> | Reply {
    if (!asJson) return redirect(302, outcome.returnTo)
    return parts.refuse(
      new Refusal('bad-request', {
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
  const sessionCookies = (opened: Opened, secret?: string): NonNullable<Reply['cookies']> => [
    { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
    ...(secret === undefined ? [] : [{ kind: 'renew-csrf', secret } as const]),
  ]

  function verifyFirst(
    { flow, followUp }: VerificationFirst,
    caller: Caller,
  ): Promise<Reply> | Reply {
    if (flow.type === 'browser' && caller.accepts === 'html')
      return redirect(302, withQuery(places().ui('verification'), { flow: followUp.flowId }))
    return parts.refuse(
      new Refusal('forbidden', {
        reason: 'Please confirm your address before you sign in; a message is on its way to it.',
      }),
      caller,
      'answer',
    )
  }

  /**
   * Sends the browser to where the login leads. It is signed in also when it cannot be sent there
   * because the address is not allowed, and then sees that on the error page.
   */
  async function signedIn(
    { flow, returnTo, returnToRefused }: SignedIn,
    caller: Caller,
    cookies: NonNullable<Reply['cookies']>,
  ): Promise<Reply> {
    if (returnToRefused !== true) return redirect(302, returnTo, { cookies })
    const refusal = new Refusal('bad-request', {
      reason: flow.form.messages.map((one) => parts.render(one).text).join(' '),
    })
    return { ...(await parts.refuse(refusal, caller, 'page')), cookies }
  }

  async function signedOut(outcome: SignedOut, caller: Caller): Promise<Reply> {
    const cookies = [
      ...(outcome.hadSession ? [{ kind: 'end-session' } as const] : []),
      { kind: 'renew-csrf', secret: secretAfterLogout(csrf, caller) } as const,
    ]
    const headers = clearingHeaders(outcome, caller)
    if (!outcome.refused) return redirect(302, outcome.returnTo, { cookies, headers })
    const refused = await parts.refuse(outcome.refused, caller, 'page')
    return { ...refused, cookies, headers: { ...refused.headers, ...headers } }
  }

  return {
    ...parts,
    uiOf,
    flowJson,
    form,
    expired,
    alreadySignedIn,
    sessionCookies,
    verifyFirst,
    signedIn,
    signedOut,
  }
}
