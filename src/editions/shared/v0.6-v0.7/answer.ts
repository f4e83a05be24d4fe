// What flows decide, turned into answers: the parts that the first editions with flows have in
// common.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type {
  AlreadySignedIn,
  Expired,
  Opened,
  ShowForm,
  SignedOut,
  VerificationFirst,
} from '#flow/outcome.ts'
import type { Form } from '#flow/ui-node.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { EditionParts, Places } from '../../edition.ts'
import { presentFlow } from './flow.ts'
import type { Refuse } from './refuse.ts'

export type AnswerParts = {
  readonly render: MessageRenderer
  readonly places: () => Places
  readonly csrf: Pick<EditionParts['csrf'], 'formToken' | 'newSecret'>
  readonly refuse: Refuse
  /**
   * Whether this caller gets the flow itself where a browser is sent to its page. Apps always do.
   */
  readonly speaksJson: (flow: Pick<Flow, 'type' | 'kind'>, caller: Caller) => boolean
  /** How a browser is sent to a form that has just been opened. */
  readonly see: (flow: Pick<Flow, 'kind'>) => 302 | 303
}

export type FlowAnswers = ReturnType<typeof createFlowAnswers>

export function createFlowAnswers(parts: AnswerParts) {
  const { places, csrf } = parts
  const uiOf = ({ kind, id }: Flow) => withQuery(places().ui(kind), { flow: id })

  function flowJson(flow: Flow, form: Form) {
    const csrfToken =
      flow.type === 'browser' && flow.csrfHash !== undefined
        ? csrf.formToken(flow.id, flow.csrfHash)
        : ''
    return presentFlow(flow, form, {
      render: parts.render,
      action: `${places().publicUrl}/self-service/${flow.kind}?flow=${flow.id}`,
      csrfToken,
    })
  }

  /** `present`: the flow as JSON. */
  function form<T extends ShowForm>(
    outcome: T,
    caller: Caller,
    present: (outcome: T) => object = ({ flow, form: nodes }) => flowJson(flow, nodes),
  ): Reply {
    const { why, flow } = outcome
    const headers =
      outcome.retryAfterMs === undefined
        ? {}
        : { headers: { 'retry-after': String(Math.ceil(outcome.retryAfterMs / 1000)) } }
    if (why === 'shown' || parts.speaksJson(flow, caller))
      return json(why === 'invalid' ? 400 : 200, present(outcome), headers)
    return redirect(why === 'opened' ? parts.see(flow) : 302, uiOf(flow), headers)
  }

  /** What reads JSON is sent to the JSON of the new flow, a browser to its page. */
  function expired({ flow }: Pick<Expired, 'flow'>, caller: Caller): Reply {
    const to = parts.speaksJson(flow, caller)
      ? `${places().publicUrl}/self-service/${flow.kind}/flows?id=${flow.id}`
      : uiOf(flow)
    return redirect(parts.see(flow), to)
  }

  /** `asJson`: the caller is told, not sent on. */
  function already(
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
   * A new session also changes the anti-forgery secret, so that nothing planted before the sign-in
   * is worth anything after it.
   */
  const sessionCookies = (opened: Opened, renew: boolean): NonNullable<Reply['cookies']> => [
    { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
    ...(renew ? [{ kind: 'renew-csrf', secret: csrf.newSecret() } as const] : []),
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

  async function signedOut(outcome: SignedOut, caller: Caller): Promise<Reply> {
    const cookies = [
      ...(outcome.hadSession ? [{ kind: 'end-session' } as const] : []),
      { kind: 'renew-csrf', secret: csrf.newSecret() } as const,
    ]
    return outcome.refused
      ? { ...(await parts.refuse(outcome.refused, caller, 'page')), cookies }
      : redirect(302, outcome.returnTo, { cookies })
  }

  return {
    ...parts,
    uiOf,
    flowJson,
    form,
    expired,
    already,
    sessionCookies,
    verifyFirst,
    signedOut,
  }
}
