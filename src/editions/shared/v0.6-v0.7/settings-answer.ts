import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Expired } from '#flow/outcome.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from '#flow/settings/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { Identity } from '#identity/identity.ts'
import { withQuery } from '#lib/url.ts'
import { secondFactorNeeded } from '#session/assurance.ts'
import type { FlowAnswers } from './answer.ts'

/** The flow with this id belongs to somebody else. */
export type SomebodyElses = { readonly kind: 'of-somebody-else'; readonly id: string }

/** What the settings decide, turned into answers. `identity` puts one into JSON. */
export function createSettingsAnswers(
  answers: FlowAnswers,
  identity: (identity: Identity) => object,
) {
  const { places, refuse } = answers
  const settingsJson = ({ flow, form, identity: owner }: ShowSettings | SettingsSaved) => ({
    ...answers.flowJson(flow, form),
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

  /** Where a browser proves it. */
  function pageFor({ need, flow }: ProofNeeded): string {
    const { publicUrl, pagesUrl, ui } = places()
    if (need === 'session') return ui('login')
    if (need === 'second-factor') return `${pagesUrl}/login?aal=aal2`
    const back = flow
      ? `${publicUrl}/self-service/settings?flow=${flow.id}`
      : `${publicUrl}/self-service/settings/browser`
    return withQuery(`${publicUrl}/self-service/login/browser`, {
      refresh: 'true',
      return_to: back,
    })
  }

  async function needed(
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

  /** Unlike the form itself, what became of a change is told to whoever asks for JSON. */
  const asksJson = (outcome: { readonly flow?: { readonly type: string } }, caller: Caller) =>
    outcome.flow?.type === 'api' || caller.accepts === 'json'

  return {
    started:
      (type: 'browser' | 'api') =>
      (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
        outcome.kind === 'form'
          ? answers.form(outcome, caller, settingsJson)
          : needed(outcome, caller, type === 'browser', 'forbidden'),

    shown: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form'
        ? answers.form(outcome, caller, settingsJson)
        : needed(outcome, caller, caller.accepts === 'html', 'unauthorized'),

    submitted(
      outcome: ShowSettings | ProofNeeded | Expired | SettingsSaved | SomebodyElses,
      caller: Caller,
    ): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return outcome.why === 'invalid' && asksJson(outcome, caller)
            ? json(400, settingsJson(outcome))
            : answers.form(outcome, caller, settingsJson)
        case 'proof-needed':
          return needed(outcome, caller, !asksJson(outcome, caller), 'unauthorized')
        case 'of-somebody-else':
          return redirect(302, withQuery(places().ui('settings'), { flow: outcome.id }))
        case 'expired':
          return answers.expired(outcome, caller)
        case 'saved': {
          const cookies =
            caller.continuity === undefined
              ? {}
              : { cookies: [{ kind: 'end-continuity' } as const] }
          if (asksJson(outcome, caller))
            return json(
              200,
              { flow: settingsJson(outcome), identity: identity(outcome.identity) },
              cookies,
            )
          return redirect(302, outcome.returnTo ?? answers.uiOf(outcome.flow), cookies)
        }
      }
    },
  }
}
