import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { AlreadySignedIn, LinkOpened, Recovered, Replaced, ShowForm } from '#flow/outcome.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { withQuery } from '#lib/url.ts'
import type { Answers } from './answer.ts'
import type { Negotiated } from './read.ts'

export type MailedAnswers = ReturnType<typeof createMailedAnswers>

/**
 * Responses for the outcomes of recovery and verification. After a message is requested, the
 * browser is redirected to the configured page of the flow.
 */
export function createMailedAnswers({
  toUi,
  invalid,
  replaced,
  sessionCookies,
  refuse,
  places,
}: Answers) {
  const withSecret = (secret: string | undefined) =>
    secret === undefined ? {} : { cookies: [{ kind: 'renew-csrf', secret } as const] }
  return {
    recovery(
      {
        input: outcome,
        asksForJson,
      }: Negotiated<ShowForm | Replaced | Recovered | AlreadySignedIn>,
      caller: Caller,
    ): Promise<Reply> | Reply {
      switch (outcome.kind) {
        case 'form':
          return outcome.why === 'invalid'
            ? invalid(outcome, caller, asksForJson)
            : toUi(outcome.flow)
        case 'replaced':
          return replaced(outcome, caller)
        case 'already-signed-in':
          return redirect(302, outcome.returnTo)
        case 'recovered': {
          return redirect(
            302,
            withQuery(places().ui('settings'), { request: outcome.settingsFlowId }),
            { cookies: sessionCookies(outcome.opened, outcome.secret) },
          )
        }
      }
    },

    async verification(
      { input: outcome, asksForJson }: Negotiated<ShowForm | Replaced>,
      caller: Caller,
    ): Promise<Reply> {
      if (outcome.kind === 'replaced') return replaced(outcome, caller)
      if (outcome.why === 'invalid') return invalid(outcome, caller, asksForJson)
      const { leadsTo } = await outcome.form()
      return leadsTo === undefined ? toUi(outcome.flow) : redirect(302, leadsTo)
    },

    opened(outcome: Replaced | LinkOpened, caller: Caller): Promise<Reply> | Reply {
      if (outcome.kind === 'replaced') return replaced(outcome, caller)
      if (outcome.leadsTo === undefined)
        return refuse(
          new Refusal('not-found', { reason: 'This link leads nowhere any more.' }),
          caller,
          'page',
        )
      return redirect(302, outcome.leadsTo, caller.csrfKnown ? {} : withSecret(outcome.secret))
    },
  }
}
