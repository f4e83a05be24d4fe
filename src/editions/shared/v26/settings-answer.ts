// Turns outcomes of the settings into responses of v26.2.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Flow } from '#flow/flow.ts'
import type { Expired } from '#flow/outcome.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from '#flow/settings/outcome.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import { secondFactorNeeded } from '#session/assurance.ts'
import type { Places } from '../../edition.ts'
import type { AnswerParts, Answers } from './answer.ts'
import { presentIdentity } from './present/identity.ts'
import type { ContinueWith } from './wire.ts'

export type SettingsAnswerParts = Pick<AnswerParts, 'refuse'> & {
  readonly places: () => Places
  readonly answers: Pick<Answers, 'flowBody' | 'speaksJson' | 'followUp' | 'expired'>
}

export type SettingsAnswers = ReturnType<typeof createSettingsAnswers>

/** Creates the responders for outcomes of the settings. */
export function createSettingsAnswers({ places, refuse, answers }: SettingsAnswerParts) {
  const uiOf = (flow: Flow) => withQuery(places().ui('settings'), { flow: flow.id })

  const settingsReply = async (
    status: number,
    outcome: ShowSettings | SettingsSaved,
    caller: Caller,
    continueWith: readonly ContinueWith[] = [],
    cookies: NonNullable<Reply['cookies']> = [],
  ): Promise<Reply> => ({
    status,
    body: await answers.flowBody(outcome, caller, {
      identity: presentIdentity(outcome.identity, places().publicUrl),
      ...(continueWith.length > 0 ? { continue_with: continueWith } : {}),
    }),
    cookies,
  })

  async function form(outcome: ShowSettings, caller: Caller): Promise<Reply> {
    const [first] = outcome.followUps ?? []
    if (first) {
      if (!answers.speaksJson(outcome.flow, caller))
        return redirect(303, withQuery(places().ui('verification'), { flow: first.flowId }))
      const followUps = outcome.followUps?.map((one) => answers.followUp(one, outcome.flow.type))
      return settingsReply(200, outcome, caller, followUps)
    }
    if (outcome.why === 'shown' || answers.speaksJson(outcome.flow, caller))
      return settingsReply(outcome.why === 'invalid' ? 400 : 200, outcome, caller)
    return redirect(303, uiOf(outcome.flow))
  }

  async function saved(outcome: SettingsSaved, caller: Caller): Promise<Reply> {
    const { flow, session } = outcome
    const followUps = outcome.followUps.map((one) => answers.followUp(one, flow.type))
    const endContinuity: NonNullable<Reply['cookies']> =
      // NOTE as published, the line comes twice: browsers see no difference
      outcome.pendingUpdateDone === true
        ? [{ kind: 'end-continuity' }, { kind: 'end-continuity' }]
        : []
    if (flow.type === 'api') return settingsReply(200, outcome, caller, followUps, endContinuity)
    const goTo = outcome.returnTo ?? uiOf(flow)
    const cookies: NonNullable<Reply['cookies']> = [
      ...(caller.cookieToken === undefined
        ? []
        : [{ kind: 'session', token: caller.cookieToken, expiresAt: session.expiresAt } as const]),
      ...endContinuity,
    ]
    if (caller.accepts === 'html') return redirect(303, goTo, { cookies })
    const goOn = { action: 'redirect_browser_to', redirect_browser_to: goTo } as const
    return settingsReply(200, outcome, caller, [...followUps, goOn], cookies)
  }

  const login = (parameters: Readonly<Record<string, string>>) => {
    const url = `${places().publicUrl}/self-service/login/browser`
    return Object.keys(parameters).length > 0 ? withQuery(url, parameters) : url
  }
  const returnQuery = (returnTo: string | undefined) =>
    returnTo === undefined ? {} : { return_to: returnTo }

  const secondFactorFirst = (returnTo: string | undefined) => ({
    page: login({ aal: 'aal2', ...returnQuery(returnTo) }),
    refusal: secondFactorNeeded(returnTo),
  })

  /** The page on which a browser provides the missing proof, and the refusal for JSON clients. */
  function proofNeeded({ need, returnTo, flow }: ProofNeeded): {
    readonly page: string
    readonly refusal: Refusal
  } {
    switch (need) {
      case 'session':
        return {
          page: login(returnQuery(returnTo)),
          refusal: new Refusal('unauthorized', {
            id: 'session_inactive',
            reason: 'No valid session cookie or session token came with this request.',
          }),
        }
      case 'second-factor':
        // NOTE as published, a browser that has no flow yet comes back to where it opens one
        return secondFactorFirst(
          flow || returnTo === undefined
            ? (returnTo ?? (flow?.type === 'browser' ? uiOf(flow) : undefined))
            : withQuery(`${places().publicUrl}/self-service/settings/browser`, {
                return_to: returnTo,
              }),
        )
      case 'recent': {
        const here = flow
          ? `${places().publicUrl}/self-service/settings?flow=${flow.id}`
          : `${places().publicUrl}/self-service/settings/browser`
        const remedy = { start: 'login', refresh: true, returnTo: here } as const
        return {
          page: login({ refresh: 'true', return_to: here }),
          refusal: new Refusal('forbidden', {
            id: 'session_refresh_required',
            reason:
              'The last sign-in is too long ago for this change. Please confirm that it is you.',
            remedy,
          }),
        }
      }
    }
  }

  async function answerProofNeeded(
    outcome: ProofNeeded,
    caller: Caller,
    style: 'json' | 'html',
  ): Promise<Reply> {
    const { page, refusal } = proofNeeded(outcome)
    const cookies = outcome.continuityToken
      ? { cookies: [{ kind: 'continuity', ...outcome.continuityToken } as const] }
      : {}
    return style === 'html'
      ? redirect(303, page, cookies)
      : { ...(await refuse(refusal, caller, 'answer')), ...cookies }
  }

  /** A browser whose session has ended is redirected to the login page. */
  const answerProofInFlow = (outcome: ProofNeeded, caller: Caller): Promise<Reply> | Reply => {
    const isApp = outcome.flow?.type === 'api' || caller.accepts === 'json'
    return outcome.need === 'session' && !isApp
      ? redirect(302, places().ui('login'))
      : answerProofNeeded(outcome, caller, isApp ? 'json' : 'html')
  }

  return {
    started:
      (type: 'browser' | 'api') =>
      async (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> => {
        if (outcome.kind === 'form') return form(outcome, caller)
        const reply = await answerProofNeeded(
          outcome,
          caller,
          type === 'api' ? 'json' : caller.accepts,
        )
        // NOTE the published API has this key only here, and it is never true
        return type === 'browser' &&
          outcome.need === 'session' &&
          reply.body &&
          'json' in reply.body
          ? {
              ...reply,
              body: { json: { ...(reply.body.json as object), CredentialsMissing: false } },
            }
          : reply
      },

    shown: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form' ? form(outcome, caller) : answerProofInFlow(outcome, caller),

    submitted(
      outcome: ShowSettings | ProofNeeded | Expired | SettingsSaved,
      caller: Caller,
    ): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return form(outcome, caller)
        case 'proof-needed':
          return answerProofInFlow(outcome, caller)
        case 'expired':
          return answers.expired(outcome, caller)
        case 'saved':
          return saved(outcome, caller)
      }
    },
  }
}
