// Turns the outcomes of submitted forms and of provider callbacks into responses of v26.2.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Exchanged } from '#flow/federation/exchange.ts'
import type { CalledBack } from '#flow/federation/provider-callback.ts'
import type { AskAgain, ProviderRedirect, ShowForm } from '#flow/outcome.ts'
import type { ShowSettings } from '#flow/settings/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { Places } from '../../edition.ts'
import type { AnswerParts, Answers } from './answer.ts'
import { presentIdentity } from './present/identity.ts'
import { presentSession } from './present/session.ts'
import type { SettingsAnswers } from './settings-answer.ts'

export type EntryAnswerParts = Pick<AnswerParts, 'refuse' | 'shape'> & {
  readonly places: () => Places
  readonly answers: Answers
  readonly settings: Pick<SettingsAnswers, 'submitted'>
}

export type EntryAnswers = ReturnType<typeof createEntryAnswers>

type EntryOutcome = CalledBack | ProviderRedirect

/** Creates the responders for submits, callbacks and code exchanges. */
export function createEntryAnswers({ places, refuse, shape, answers, settings }: EntryAnswerParts) {
  const uiOf = (
    flow: {
      readonly kind: 'login' | 'registration' | 'settings' | 'recovery' | 'verification'
      readonly id: string
    },
    more: Readonly<Record<string, string>> = {},
  ) => withQuery(places().ui(flow.kind), { flow: flow.id, ...more })

  async function redirectToProvider(
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

  /** A login form for the existing account to which a provider account is to be linked. */
  async function link({ flow, form }: ShowForm, caller: Caller): Promise<Reply> {
    return answers.speaksJson(flow, caller)
      ? { status: 400, body: await answers.flowBody({ flow, form }, caller) }
      : redirect(303, uiOf(flow, { no_org_ui: 'true' }))
  }

  const askAgain = ({ flow }: AskAgain): Reply => redirect(303, uiOf(flow))

  function answerEntry(outcome: EntryOutcome, caller: Caller): Promise<Reply> | Reply {
    switch (outcome.kind) {
      case 'provider-redirect':
        return redirectToProvider(outcome, caller)
      case 'ask-again':
        return askAgain(outcome)
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
          : outcome.why === 'tested'
            ? redirect(303, uiOf(outcome.flow))
            : outcome.why === 'link'
              ? link(outcome, caller)
              : answers.login(outcome, caller)
      default:
        return answers.login(outcome, caller)
    }
  }

  return {
    answerEntry,
    redirectToProvider,

    /**
     * The outcome of a callback. A browser is always redirected, also to a form with invalid input.
     */
    calledBack: (outcome: CalledBack, caller: Caller): Promise<Reply> | Reply =>
      outcome.kind === 'already-signed-in'
        ? redirect(303, outcome.returnTo)
        : outcome.kind === 'form' &&
            outcome.why === 'invalid' &&
            !answers.speaksJson(outcome.flow, caller)
          ? redirect(outcome.flow.kind === 'registration' ? 302 : 303, uiOf(outcome.flow))
          : answerEntry(outcome, caller),

    async exchanged(
      outcome: (Exchanged & { readonly kind: 'session' }) | ShowForm,
      caller: Caller,
    ): Promise<Reply> {
      if (outcome.kind === 'form')
        return { status: 422, body: await answers.flowBody(outcome, caller) }
      const { session, identity, token } = outcome
      // NOTE as published, without devices: `whoami` lists them
      return json(200, {
        session_token: token,
        session: presentSession(
          { ...session, devices: [] },
          true,
          presentIdentity(identity, places().publicUrl),
          shape,
        ),
      })
    },
  }
}

const isSettings = (outcome: ShowForm | ShowSettings): outcome is ShowSettings =>
  'identity' in outcome
