// How people come in, by a form or back from another server, turned into answers of the current
// edition.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { CalledBack } from '#flow/federation/provider-callback.ts'
import type { AskAgain, ProviderRedirect, ShowForm } from '#flow/outcome.ts'
import type { ShowSettings } from '#flow/settings/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Places } from '../../edition.ts'
import type { AnswerParts, Answers } from './answer.ts'
import { presentIdentity } from './present/identity.ts'
import { presentSession } from './present/session.ts'
import type { SettingsAnswers } from './settings-answer.ts'

export type EntryAnswerParts = Pick<AnswerParts, 'refuse'> & {
  readonly places: () => Places
  readonly answers: Answers
  readonly settings: Pick<SettingsAnswers, 'submitted'>
}

export type EntryAnswers = ReturnType<typeof createEntryAnswers>

type Entered = CalledBack | ProviderRedirect

export function createEntryAnswers({ places, refuse, answers, settings }: EntryAnswerParts) {
  const uiOf = (
    flow: {
      readonly kind: 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
      readonly id: string
    },
    more: Readonly<Record<string, string>> = {},
  ) => withQuery(places().ui(flow.kind), { flow: flow.id, ...more })

  async function elsewhere(
    { flow, url, continuityToken }: ProviderRedirect,
    caller: Caller,
  ): Promise<Reply> {
    const cookies: NonNullable<Reply['cookies']> = continuityToken
      ? [{ kind: 'continuity', ...continuityToken }]
      : []
    if (flow.type === 'browser' && caller.accepts === 'html') return redirect(303, url, { cookies })
    const refusal = new Refusal('browser-redirect', {
      id: 'browser_location_change_required',
      reason: 'The browser has to go to the provider now.',
      remedy: { goTo: url },
    })
    return { ...(await refuse(refusal, caller, 'answer')), cookies }
  }

  /** The form of an account that is to be linked. */
  function link({ flow, form }: ShowForm, caller: Caller): Reply {
    return answers.speaksJson(flow, caller)
      ? json(400, answers.flowJson(flow, form, caller))
      : redirect(303, uiOf(flow, { no_org_ui: 'true' }))
  }

  const again = ({ flow }: AskAgain): Reply => redirect(303, uiOf(flow))

  function entered(outcome: Entered, caller: Caller): Promise<Reply> | Reply {
    switch (outcome.kind) {
      case 'provider-redirect':
        return elsewhere(outcome, caller)
      case 'ask-again':
        return again(outcome)
      case 'handed-over':
        return redirect(303, outcome.returnTo)
      case 'registered':
        return answers.registration(outcome, caller)
      case 'proof-needed':
      case 'saved':
        return settings.submitted(outcome, caller)
      case 'form':
        return isSettings(outcome)
          ? settings.submitted(outcome, caller)
          : outcome.why === 'link'
            ? link(outcome, caller)
            : answers.login(outcome, caller)
      default:
        return answers.login(outcome, caller)
    }
  }

  return {
    entered,
    elsewhere,

    /** A browser that comes back is sent on, also to a form in which something is wrong. */
    calledBack: (outcome: CalledBack, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'form' &&
      outcome.why === 'invalid' &&
      !answers.speaksJson(outcome.flow, caller)
        ? redirect(303, uiOf(outcome.flow))
        : entered(outcome, caller),

    exchanged({
      session,
      identity,
      token,
    }: SessionWithIdentity & { readonly token: string }): Reply {
      return json(200, {
        session_token: token,
        session: presentSession(session, true, presentIdentity(identity, places().publicUrl)),
      })
    },
  }
}

const isSettings = (outcome: ShowForm | ShowSettings): outcome is ShowSettings =>
  'identity' in outcome
