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
import type { Negotiated } from './read.ts'

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
  /** Query parameters that make the login ask for a new authentication. */
  readonly refreshQuery: Readonly<Record<string, string>>
  /** Methods after which a JSON client gets its session; after the others it is redirected. */
  readonly sessionResponseAfter: readonly string[]
  /**
   * The browser that submits an expired flow goes back to its page, which will find that it has
   * expired, or to the error page.
   */
  readonly expiredSubmit: 'its-page' | 'error-page'
}

export type SettingsAnswers = ReturnType<typeof createSettingsAnswers>

/** Creates the responders for outcomes of the settings. */
export function createSettingsAnswers(parts: SettingsAnswerParts) {
  const { answers } = parts
  const { places } = answers

  /**
   * Without a session the browser is redirected to the login page. With a session that is too old
   * it is redirected to a new login, which returns to the method's path.
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
            'This account has a second factor, which cannot be asked for here. ' +
            'Please use the pages of the server.',
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
      withQuery(places().publicUrl + initPath('login'), { ...parts.refreshQuery, return_to: back }),
      continuityToken ? { cookies: [{ kind: 'continuity', ...continuityToken }] } : {},
    )
  }

  const shown = async ({ flow, form, identity }: ShowSettings, caller: Caller): Promise<Reply> =>
    json(
      200,
      parts.presentSettings(
        flow,
        await form(),
        identity,
        answers.tokenFor(flow, caller),
        places().publicUrl,
      ),
    )

  /** An identifier or address of somebody else is no mistake of the form in these editions. */
  async function mistaken(
    outcome: ShowSettings,
    caller: Caller,
    asksForJson: boolean,
  ): Promise<Reply> {
    const { messages } = outcome.flow.form
    return messages.some(({ key }) => key === 'validation.identifier-taken')
      ? answers.refuse(new Refusal('conflict'), caller, 'page')
      : answers.invalid(outcome, caller, asksForJson)
  }

  function expired(caller: Caller, asksForJson: boolean): Promise<Reply> | Reply {
    const request = new URLSearchParams(caller.path.split('?', 2)[1]).get('request')
    if (!asksForJson && parts.expiredSubmit === 'its-page' && request !== null)
      return redirect(302, withQuery(places().ui('settings'), { request }))
    return answers.refuse(
      new Refusal('bad-request', {
        reason: 'This form was open for too long. Please begin again.',
      }),
      caller,
      'page',
    )
  }

  return {
    started: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form'
        ? answers.toUi(outcome.flow)
        : proofNeeded(outcome, caller, 'profile'),

    shown: (outcome: ShowSettings | ProofNeeded, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form' ? shown(outcome, caller) : proofNeeded(outcome, caller, 'profile'),

    /**
     * For a form submitted to a method's path, and for the pending update that continues there
     * after a new authentication.
     */
    submitted:
      (method: string) =>
      (
        {
          input: outcome,
          asksForJson,
        }: Negotiated<ShowSettings | ProofNeeded | Expired | SettingsSaved>,
        caller: Caller,
      ): Promise<Reply> | Reply => {
        switch (outcome.kind) {
          case 'form': {
            const [first] = outcome.followUps ?? []
            if (first)
              return redirect(
                302,
                withQuery(places().ui('verification'), { request: first.flowId }),
              )
            return outcome.why === 'invalid'
              ? mistaken(outcome, caller, asksForJson)
              : answers.toUi(outcome.flow)
          }
          case 'proof-needed':
            return proofNeeded(outcome, caller, method)
          case 'expired':
            return expired(caller, asksForJson)
          case 'saved': {
            const more =
              caller.continuities.length === 0
                ? {}
                : { cookies: [{ kind: 'end-continuity' } as const] }
            if (asksForJson && parts.sessionResponseAfter.includes(method))
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
