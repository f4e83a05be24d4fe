// Turns outcomes of recovery and verification into responses of v26.2.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { AlreadySignedIn, LinkOpened, Recovered, Replaced, ShowForm } from '#flow/outcome.ts'
import type { HandedOut } from '#flow/recovery/administration.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { toRfc3339 } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import type { Places } from '../../edition.ts'
import type { AnswerParts, Answers } from './answer.ts'
import { presentError } from './present/error.ts'
import type { ContinueWith } from './wire.ts'

export type MailedAnswerParts = Pick<AnswerParts, 'refuse'> & {
  readonly places: () => Places
  readonly answers: Pick<Answers, 'flowBody' | 'started' | 'expired'>
  /**
   * Whether JSON clients get `continue_with` with the next step, instead of a URL to which they
   * must send the browser.
   */
  readonly continuesWith: () => boolean
}

export type MailedAnswers = ReturnType<typeof createMailedAnswers>

/** Creates the responders for outcomes of recovery and verification. */
export function createMailedAnswers({ places, refuse, answers, continuesWith }: MailedAnswerParts) {
  const uiOf = (flow: Flow) => withQuery(places().ui(flow.kind), { flow: flow.id })
  const flowApiUrl = (flow: Flow) =>
    withQuery(`${places().publicUrl}/self-service/${flow.kind}/flows`, { id: flow.id })
  const csrfCookie = (secret: string | undefined): NonNullable<Reply['cookies']> =>
    secret === undefined ? [] : [{ kind: 'renew-csrf', secret }]
  const speaksJson = (flow: Flow, caller: Caller) =>
    caller.accepts === 'json' || (flow.kind === 'recovery' && flow.type === 'api')

  async function form(outcome: ShowForm, caller: Caller): Promise<Reply> {
    const { why, flow } = outcome
    if (why === 'shown' || speaksJson(flow, caller))
      return {
        status: why === 'invalid' ? 400 : 200,
        body: await answers.flowBody(outcome, caller),
      }
    return redirect(303, uiOf(flow))
  }

  async function replaced(
    { flow, replaced: old, why, secret, expiredAt }: Replaced,
    caller: Caller,
  ): Promise<Reply> {
    const cookies = csrfCookie(secret)
    if (why === 'link' || !speaksJson(old, caller)) return redirect(303, uiOf(flow), { cookies })
    // NOTE as published, only for a code that comes too late: what expires before its message was
    // sent leads to the new flow
    if (expiredAt !== undefined && old.kind === 'verification' && wasCodeSent(old))
      return { ...answers.expired({ kind: 'expired', flow, expiredAt }, caller), cookies }
    if (why !== 'expired' && old.kind === 'verification' && old.active === 'code') {
      const refusal = new Refusal('gone', {
        id: 'self_service_flow_replaced',
        reason: 'This flow is over; there is a new one in its place.',
        remedy: { use: flow.id },
      })
      return { ...(await refuse(refusal, caller, 'answer')), cookies }
    }
    if (why !== 'expired' && old.kind === 'recovery' && continuesWith()) {
      const refusal = new Refusal('gone', {
        id: 'self_service_flow_replaced',
        reason: 'This flow is over; there is a new one in its place.',
      })
      return json(
        410,
        {
          error: { ...presentError(refusal), details: { continue_with: [showRecovery(flow)] } },
          use_flow_id: flow.id,
        },
        { headers: { 'ory-error-id': 'self_service_flow_replaced' }, cookies },
      )
    }
    return redirect(303, flowApiUrl(flow), { cookies })
  }

  const showRecovery = (flow: Flow): ContinueWith => ({
    action: 'show_recovery_ui',
    flow: { id: flow.id, ...(flow.type === 'browser' ? { url: uiOf(flow) } : {}) },
  })

  async function recovered(outcome: Recovered, caller: Caller): Promise<Reply> {
    const { flow, opened, settingsFlowId } = outcome
    const settings = withQuery(places().ui('settings'), { flow: settingsFlowId })
    const url = outcome.skipsTo ?? settings
    const isApp = flow.type === 'api' && outcome.by === 'form'
    const cookies: NonNullable<Reply['cookies']> = isApp
      ? []
      : [
          { kind: 'session', token: opened.token, expiresAt: opened.session.expiresAt },
          ...csrfCookie(outcome.secret),
        ]
    if (outcome.by === 'link' || (!isApp && caller.accepts === 'html'))
      return redirect(303, url, { cookies })
    const continueWith: readonly ContinueWith[] = [
      ...(isApp
        ? [{ action: 'set_ory_session_token', ory_session_token: opened.token } as const]
        : []),
      outcome.skipsTo === undefined
        ? { action: 'show_settings_ui', flow: { id: settingsFlowId, url } }
        : { action: 'redirect_browser_to', redirect_browser_to: url },
    ]
    if (continuesWith())
      return {
        status: 200,
        body: await answers.flowBody(outcome, caller, { continue_with: continueWith }),
        cookies,
      }
    const refusal = new Refusal('browser-redirect', {
      id: 'browser_location_change_required',
      reason: 'The account is recovered. A new way to sign in is set on the page for settings.',
    })
    // NOTE a native app has no other way to get its session token
    return json(
      422,
      {
        error: presentError(refusal),
        redirect_browser_to: url,
        ...(isApp ? { continue_with: continueWith } : {}),
      },
      { headers: { 'ory-error-id': 'browser_location_change_required' }, cookies },
    )
  }

  return {
    form,

    /** An app gets JSON, whatever it says that it accepts. */
    startedByApp: async (outcome: ShowForm, caller: Caller): Promise<Reply> => ({
      status: 200,
      body: await answers.flowBody(outcome, caller),
    }),

    startedRecovery:
      (type: 'browser' | 'api') =>
      (outcome: ShowForm | AlreadySignedIn, caller: Caller): Promise<Reply> | Reply => {
        if (outcome.kind === 'form') return form(outcome, caller)
        return type === 'browser' && caller.accepts === 'html'
          ? redirect(302, outcome.returnTo)
          : answers.started(type)(outcome, caller)
      },

    submitted(outcome: ShowForm | Replaced | Recovered, caller: Caller): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return form(outcome, caller)
        case 'replaced':
          return replaced(outcome, caller)
        case 'recovered':
          return recovered(outcome, caller)
      }
    },

    /**
     * The outcome of a link in a message. Always opened by a browser, even when an app started the
     * flow.
     */
    opened(
      outcome: Replaced | Recovered | LinkOpened | ShowForm,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'recovered') return recovered(outcome, caller)
      if (outcome.kind === 'form') return form(outcome, caller)
      return redirect(303, uiOf(outcome.flow), { cookies: csrfCookie(outcome.secret) })
    },

    /** The outcome of the button of a verification link: as `opened`, also for a wrong code. */
    pressed: (outcome: Replaced | LinkOpened | ShowForm): Reply =>
      redirect(303, uiOf(outcome.flow), {
        cookies: 'secret' in outcome ? csrfCookie(outcome.secret) : [],
      }),

    handedOutCode: ({ flow, secret, expiresAt }: HandedOut): Reply =>
      json(201, {
        recovery_link: uiOf(flow),
        recovery_code: secret,
        expires_at: toRfc3339(expiresAt),
      }),

    handedOutLink({ flow, secret, expiresAt }: HandedOut): Reply {
      return json(200, {
        recovery_link: withQuery(`${places().publicUrl}/self-service/recovery`, {
          flow: flow.id,
          token: secret,
        }),
        expires_at: toRfc3339(expiresAt),
      })
    },
  }
}

const wasCodeSent = ({ active, state }: Flow): boolean =>
  active === 'code' && state === 'sent_email'
