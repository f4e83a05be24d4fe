import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Expired } from '#flow/outcome.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from '#flow/settings/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { Identity } from '#identity/identity.ts'
import { withQuery } from '#lib/url.ts'
import { secondFactorNeeded } from '#session/assurance.ts'
import type { FlowAnswers } from './answer.ts'

/** The settings flow with this id belongs to another identity. */
export type ForeignFlow = { readonly kind: 'foreign-flow'; readonly id: string }

/** Turns outcomes of the settings into responses. `identity` presents an identity as JSON. */
export function createSettingsAnswers(
  answers: FlowAnswers,
  identity: (identity: Identity) => object,
) {
  const { places, refuse } = answers
  const settingsJson = async (
    { flow, form, identity: owner }: ShowSettings | SettingsSaved,
    token?: string,
  ) => ({
    ...(await answers.flowJson(flow, form, token)),
    identity: identity(owner),
  })

  function refusalFor({ need }: ProofNeeded, signedOut: 'unauthorized' | 'forbidden'): Refusal {
    switch (need) {
      case 'session':
        return new Refusal(signedOut, {
          reason: 'No valid session cookie or session token came with this request.',
        })
      case 'second-factor':
        return secondFactorNeeded()
      case 'recent':
        return new Refusal('forbidden', {
          reason: 'The last sign-in is too long ago for this change. Please sign in again.',
          remedy: { start: 'login', refresh: true },
        })
    }
  }

  /** The page on which a browser provides the missing proof. */
  function pageFor({ need, flow, returnTo }: ProofNeeded): string {
    const { publicUrl, pagesUrl, ui } = places()
    if (need === 'session') return ui('login')
    const back = flow
      ? `${publicUrl}/self-service/settings?flow=${flow.id}`
      : withQuery(
          `${publicUrl}/self-service/settings/browser`,
          returnTo === undefined ? {} : { return_to: returnTo },
        )
    if (need === 'second-factor')
      return withQuery(`${pagesUrl}/login`, { aal: 'aal2', return_to: back })
    return withQuery(`${publicUrl}/self-service/login/browser`, {
      refresh: 'true',
      return_to: back,
    })
  }

  async function answerProofNeeded(
    outcome: ProofNeeded,
    caller: Caller,
    isPage: boolean,
    signedOut: 'unauthorized' | 'forbidden',
  ): Promise<Reply> {
    const cookies = outcome.continuityToken
      ? { cookies: [{ kind: 'continuity', ...outcome.continuityToken } as const] }
      : {}
    return isPage
      ? redirect(302, pageFor(outcome), cookies)
      : { ...(await refuse(refusalFor(outcome, signedOut), caller, 'answer')), ...cookies }
  }

  /** Unlike the form, the result of a submit is JSON for every caller that asks for it. */
  const asksJson = (outcome: { readonly flow?: { readonly type: string } }, caller: Caller) =>
    outcome.flow?.type === 'api' || caller.accepts === 'json'

  return {
    started:
      (type: 'browser' | 'api') =>
      (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
        outcome.kind === 'form'
          ? answers.form(outcome, caller, (shown) =>
              settingsJson(shown, caller.csrfKnown ? answers.csrf.mask(caller.csrfSecret) : ''),
            )
          : answerProofNeeded(outcome, caller, type === 'browser', 'forbidden'),

    shown: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form'
        ? answers.form(outcome, caller, (shown) => settingsJson(shown))
        : answerProofNeeded(outcome, caller, caller.accepts === 'html', 'unauthorized'),

    async submitted(
      outcome: ShowSettings | ProofNeeded | Expired | SettingsSaved | ForeignFlow,
      caller: Caller,
    ): Promise<Reply> {
      switch (outcome.kind) {
        case 'form': {
          const [first] = outcome.followUps ?? []
          if (first && !asksJson(outcome, caller))
            return redirect(302, withQuery(places().ui('verification'), { flow: first.flowId }))
          return outcome.why === 'invalid' && asksJson(outcome, caller)
            ? json(400, await settingsJson(outcome))
            : answers.form(outcome, caller, (shown) => settingsJson(shown))
        }
        case 'proof-needed':
          return answerProofNeeded(outcome, caller, !asksJson(outcome, caller), 'unauthorized')
        case 'foreign-flow':
          return redirect(302, withQuery(places().ui('settings'), { flow: outcome.id }))
        case 'expired':
          return answers.expired(outcome, caller)
        case 'saved': {
          const cookies =
            caller.continuities.length === 0
              ? {}
              : { cookies: [{ kind: 'end-continuity' } as const] }
          if (asksJson(outcome, caller))
            return json(
              200,
              { flow: await settingsJson(outcome), identity: identity(outcome.identity) },
              cookies,
            )
          return redirect(302, outcome.returnTo ?? answers.uiOf(outcome.flow), cookies)
        }
      }
    },
  }
}
