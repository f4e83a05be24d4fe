import type { Caller } from '#flow/caller.ts'
import type { AlreadySignedIn, LinkOpened, Recovered, Replaced, ShowForm } from '#flow/outcome.ts'
import type { HandedOut } from '#flow/recovery/administration.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { toRfc3339 } from '#lib/time.ts'
import { withQuery } from '#lib/url.ts'
import type { FlowAnswers } from './answer.ts'

/** The kind of flow is switched off, as this refusal says. */
export type SwitchedOff = { readonly kind: 'switched-off'; readonly refusal: unknown }

/**
 * Turns outcomes of recovery and verification into responses. Native apps get JSON; browsers are
 * redirected regardless of the Accept header.
 */
export function createMailedAnswers(answers: FlowAnswers) {
  const { places } = answers

  const form = (outcome: ShowForm, caller: Caller): Promise<Reply> => answers.form(outcome, caller)

  /**
   * The outcome of a link in a message. Always opened by a browser, even when an app started the
   * flow.
   */
  function opened(outcome: Replaced | Recovered | LinkOpened, caller: Caller): Reply {
    switch (outcome.kind) {
      case 'recovered':
        return redirect(302, withQuery(places().ui('settings'), { flow: outcome.settingsFlowId }), {
          cookies: [
            ...answers.sessionCookies(outcome.opened),
            { kind: 'renew-csrf', secret: outcome.secret },
          ],
        })
      case 'link-opened':
        return redirect(
          302,
          outcome.asked ?? answers.uiOf(outcome.flow),
          outcome.asked === undefined && outcome.secret !== undefined && !caller.csrfKnown
            ? { cookies: [{ kind: 'renew-csrf', secret: outcome.secret }] }
            : {},
        )
      case 'replaced':
        return outcome.why === 'link'
          ? redirect(302, answers.uiOf(outcome.flow))
          : answers.expired(outcome, caller)
    }
  }

  return {
    form,
    opened,

    /** A kind of flow that is switched off is said on the error page, where a page is asked for. */
    shown: (outcome: ShowForm | SwitchedOff, caller: Caller): Promise<Reply> =>
      outcome.kind === 'form'
        ? form(outcome, caller)
        : answers.refuse(outcome.refusal, caller, 'page'),

    startedRecovery:
      (type: 'browser' | 'api') =>
      (outcome: ShowForm | AlreadySignedIn, caller: Caller): Promise<Reply> | Reply =>
        outcome.kind === 'form'
          ? form(outcome, caller)
          : answers.alreadySignedIn(outcome, caller, type === 'api'),

    submitted(
      outcome: ShowForm | Replaced | Recovered | LinkOpened | AlreadySignedIn,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'form') return form(outcome, caller)
      if (outcome.kind === 'already-signed-in')
        return answers.alreadySignedIn(outcome, caller, caller.accepts === 'json')
      return opened(outcome, caller)
    },

    handedOut({ flow, secret, expiresAt }: HandedOut): Reply {
      return json(200, {
        recovery_link: withQuery(`${places().publicUrl}/self-service/recovery`, {
          flow: flow.id,
          token: secret,
        }),
        expires_at: toRfc3339(expiresAt),
      })
    },
  }
}

export type MailedAnswers = ReturnType<typeof createMailedAnswers>
