// Turns outcomes of login and registration into responses of v0.7: a browser that asks for JSON
// gets JSON.
import type { Caller } from '#flow/caller.ts'
import type {
  AlreadySignedIn,
  Expired,
  Registered,
  ShowForm,
  SignedIn,
  VerificationFirst,
} from '#flow/outcome.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import type { Identity } from '#identity/identity.ts'
import { createFlowAnswers, type AnswerParts } from '../shared/v0.6-v0.7/answer.ts'
import { presentSession } from '../shared/v0.6-v0.7/session.ts'

/** Creates the responders for outcomes of login and registration. */
export function createAnswers(
  parts: Omit<AnswerParts, 'speaksJson' | 'redirectStatus'>,
  present: (identity: Identity) => object,
) {
  const isEntryFlow = (kind: string) => kind === 'login' || kind === 'registration'
  const answers = createFlowAnswers({
    ...parts,
    speaksJson: ({ type, kind }, caller) =>
      type === 'api' || (isEntryFlow(kind) && caller.accepts === 'json'),
    redirectStatus: ({ kind }) => (isEntryFlow(kind) ? 303 : 302),
  })

  return {
    ...answers,

    started:
      (type: 'browser' | 'api') =>
      (outcome: ShowForm | AlreadySignedIn, caller: Caller): Promise<Reply> | Reply =>
        outcome.kind === 'form'
          ? answers.form(outcome, caller)
          : answers.alreadySignedIn(outcome, caller, type === 'api' || caller.accepts === 'json'),

    login(
      outcome: ShowForm | Expired | AlreadySignedIn | SignedIn | VerificationFirst,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'form') return answers.form(outcome, caller)
      if (outcome.kind === 'expired') return answers.expired(outcome, caller)
      if (outcome.kind === 'already-signed-in')
        return answers.alreadySignedIn(outcome, caller, outcome.submitted?.flow.type === 'api')
      if (outcome.kind === 'verification-first') return answers.verifyFirst(outcome, caller)
      const { flow, identity, opened } = outcome
      const session = () => presentSession(opened.session, true, present(identity))
      if (flow.type === 'api') return json(200, { session_token: opened.token, session: session() })
      const cookies = answers.sessionCookies(opened, outcome.refreshed ? undefined : outcome.secret)
      return caller.accepts === 'json'
        ? json(200, { session: session() }, { cookies })
        : answers.signedIn(outcome, caller, cookies)
    },

    registration(
      outcome: ShowForm | Expired | AlreadySignedIn | Registered,
      caller: Caller,
    ): Promise<Reply> | Reply {
      if (outcome.kind === 'form') return answers.form(outcome, caller)
      if (outcome.kind === 'expired') return answers.expired(outcome, caller)
      if (outcome.kind === 'already-signed-in')
        return answers.alreadySignedIn(
          outcome,
          caller,
          outcome.submitted?.flow.type === 'api' || caller.accepts === 'json',
        )
      const { flow, opened, returnTo } = outcome
      const identity = () => present(outcome.identity)
      if (flow.type === 'api')
        return json(200, {
          ...(opened
            ? {
                session_token: opened.token,
                session: presentSession(opened.session, true, identity()),
              }
            : {}),
          identity: identity(),
        })
      const cookies = opened ? answers.sessionCookies(opened, outcome.secret) : []
      return caller.accepts === 'json'
        ? json(200, { identity: identity() }, { cookies })
        : redirect(302, outcome.returnToRefused === true ? answers.uiOf(flow) : returnTo, {
            cookies,
          })
    },
  }
}
