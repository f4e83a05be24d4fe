import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Expired } from '#flow/outcome.ts'
import type { ProofNeeded, SettingsSaved, ShowSettings } from '#flow/settings/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { Form } from '#flow/ui-node.ts'
import type { Flow } from '#flow/flow.ts'
import type { Identity } from '#identity/identity.ts'
import { withQuery } from '#lib/url.ts'
import type { Answers, Presenters } from './answer.ts'
import { initPath, submitPath } from './paths.ts'
import type { Asked } from './read.ts'

export type SettingsAnswerParts = {
  readonly answers: Answers
  readonly presentSettings: (
    flow: Flow,
    form: Form,
    identity: Identity,
    csrfToken: string,
    publicUrl: string,
  ) => object
  readonly presentSession: Presenters['session']
  /** The query that asks for a new proof of somebody who is signed in. */
  readonly proveAgain: Readonly<Record<string, string>>
  /**
   * Methods whose success is told as a session to those who ask for JSON; everybody else is sent
   * on.
   */
  readonly tellsSessionAfter: readonly string[]
}

export type SettingsAnswers = ReturnType<typeof createSettingsAnswers>

export function createSettingsAnswers(parts: SettingsAnswerParts) {
  const { answers } = parts
  const { places } = answers

  /**
   * Whoever is not signed in goes to the page for it; whoever did so too long ago does it again and
   * comes back to the method.
   */
  function proofNeeded(
    { need, flow, continuityToken }: ProofNeeded,
    caller: Caller,
    method: string,
  ): Promise<Reply> | Reply {
    if (need === 'session') return redirect(302, places().ui('login'))
    if (need === 'second-factor') {
      return answers.refuse(
        new Refusal('forbidden', {
          reason:
            'This account has a second factor, which cannot be asked for here. Please use the pages of the server.',
          remedy: { start: 'login', aal: 'aal2' },
        }),
        caller,
        'page',
      )
    }
    const back = flow
      ? `${places().publicUrl}${submitPath('settings', method)}?request=${flow.id}`
      : places().ui('settings')
    return redirect(
      302,
      withQuery(places().publicUrl + initPath('login'), { ...parts.proveAgain, return_to: back }),
      continuityToken ? { cookies: [{ kind: 'continuity', ...continuityToken }] } : {},
    )
  }

  const shown = ({ flow, form, identity }: ShowSettings, caller: Caller): Reply =>
    json(
      200,
      parts.presentSettings(
        flow,
        form,
        identity,
        answers.tokenFor(flow, caller),
        places().publicUrl,
      ),
    )

  return {
    started: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form'
        ? answers.toUi(outcome.flow)
        : proofNeeded(outcome, caller, 'profile'),

    shown: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form' ? shown(outcome, caller) : proofNeeded(outcome, caller, 'profile'),

    /** For what was sent to the path of a method, and for what goes on there after a new proof. */
    submitted:
      (method: string) =>
      (
        {
          input: outcome,
          asksForJson,
        }: Asked<ShowSettings | ProofNeeded | Expired | SettingsSaved>,
        caller: Caller,
      ): Promise<Reply> | Reply => {
        switch (outcome.kind) {
          case 'form':
            return outcome.why === 'invalid'
              ? answers.invalid(outcome, caller, asksForJson)
              : answers.toUi(outcome.flow)
          case 'proof-needed':
            return proofNeeded(outcome, caller, method)
          case 'expired':
            return answers.toUi(outcome.flow)
          case 'saved': {
            const more =
              caller.continuity === undefined
                ? {}
                : { cookies: [{ kind: 'end-continuity' } as const] }
            if (asksForJson && parts.tellsSessionAfter.includes(method))
              return json(
                200,
                parts.presentSession(outcome.session, outcome.identity, places().publicUrl),
                more,
              )
            return redirect(302, outcome.returnTo ?? answers.uiOf(outcome.flow), more)
          }
        }
      },
  }
}
