// Turns the outcomes of submitted forms and of provider callbacks into responses of v0.6 and v0.7.
import type { Caller } from '#flow/caller.ts'
import type { CalledBack } from '#flow/federation/provider-callback.ts'
import type {
  AlreadySignedIn,
  ProviderRedirect,
  Expired,
  Registered,
  ShowForm,
  SignedIn,
  VerificationFirst,
} from '#flow/outcome.ts'
import type { ShowSettings } from '#flow/settings/outcome.ts'
import { redirect, type Reply } from '#http/reply.ts'
import type { FlowAnswers } from './answer.ts'
import type { createSettingsAnswers, ForeignFlow } from './settings-answer.ts'

type Answer<O> = (outcome: O, caller: Caller) => Promise<Reply> | Reply

export type EntryParts = {
  readonly answers: Pick<FlowAnswers, 'uiOf' | 'speaksJson'> & {
    readonly login: Answer<ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst>
    readonly registration: Answer<ShowForm | Expired | AlreadySignedIn | Registered>
  }
  readonly settings: Pick<ReturnType<typeof createSettingsAnswers>, 'submitted'>
}

/** Creates the responder for submits of login, registration and settings, and for callbacks. */
export function createEntryAnswer({
  answers,
  settings,
}: EntryParts): Answer<CalledBack | ProviderRedirect | ForeignFlow> {
  return (outcome, caller) => {
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
        return redirect(302, answers.uiOf(outcome.flow))
      case 'handed-over':
        return redirect(302, outcome.returnTo)
      case 'registered':
        return answers.registration(outcome, caller)
      case 'foreign-flow':
      case 'proof-needed':
      case 'saved':
        return settings.submitted(outcome, caller)
      case 'form':
        return isSettings(outcome)
          ? settings.submitted(outcome, caller)
          : answers.login(outcome, caller)
      default:
        return answers.login(outcome, caller)
    }
  }
}

const isSettings = (outcome: ShowForm | ShowSettings): outcome is ShowSettings =>
  'identity' in outcome
