// Turns the outcomes of submitted forms and of provider callbacks into responses of v0.2 and v0.4.
import type { Caller } from '#flow/caller.ts'
import type { CalledBack } from '#flow/federation/provider-callback.ts'
import type { ProviderRedirect, ShowForm } from '#flow/outcome.ts'
import type { ShowSettings } from '#flow/settings/outcome.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { Answers } from './answer.ts'
import type { Negotiated } from './read.ts'
import type { SettingsAnswers } from './settings-answer.ts'

/** Makes the responder for a method. `method`: the settings method whose path was used. */
export type EntryAnswers = ReturnType<typeof createEntryAnswers>

export function createEntryAnswers({
  answers,
  settings,
  providersPath,
}: {
  readonly answers: Answers
  readonly settings: Pick<SettingsAnswers, 'submitted'>
  readonly providersPath: string
}) {
  return (method: string) =>
    (
      { input: outcome, asksForJson }: Negotiated<CalledBack | ProviderRedirect>,
      caller: Caller,
    ): Promise<Reply> | Reply => {
      switch (outcome.kind) {
        case 'provider-redirect':
          return redirect(
            302,
            outcome.url,
            outcome.continuityToken
              ? { cookies: [{ kind: 'continuity', ...outcome.continuityToken }] }
              : {},
          )
        case 'ask-again':
          return redirect(
            302,
            withQuery(`${answers.places().publicUrl}${providersPath}/auth/${outcome.flow.id}`, {
              provider: outcome.provider,
            }),
          )
        case 'handed-over':
          return redirect(302, outcome.returnTo)
        case 'registered':
          return answers.registration({ input: outcome, asksForJson }, caller)
        case 'proof-needed':
        case 'saved':
          return settings.submitted(method)({ input: outcome, asksForJson }, caller)
        case 'form':
          return isSettings(outcome)
            ? settings.submitted(method)({ input: outcome, asksForJson }, caller)
            : answers.login({ input: outcome, asksForJson }, caller)
        case 'expired':
          return outcome.flow.kind === 'settings'
            ? settings.submitted(method)({ input: outcome, asksForJson }, caller)
            : answers.login({ input: outcome, asksForJson }, caller)
        default:
          return answers.login({ input: outcome, asksForJson }, caller)
      }
    }
}

const isSettings = (outcome: ShowForm | ShowSettings): outcome is ShowSettings =>
  'identity' in outcome
