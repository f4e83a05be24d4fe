import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import type { Session } from '#session/session.ts'

/**
 * Answers a session, with its cookie anew when the session lives longer than the browser keeps the
 * cookie, as after it was extended.
 */
export const withLongerCookie =
  <O extends { readonly session: Pick<Session, 'expiresAt'> }>(
    answer: (outcome: O, caller: Caller) => Reply,
  ) =>
  (outcome: O, caller: Caller): Reply => {
    const reply = answer(outcome, caller)
    const { expiresAt } = outcome.session
    // NOTE cookies are parsed only where they count
    if (caller.sessionToken !== undefined) return reply
    const { cookieToken: token, cookieEndsAt: endsAt } = caller
    if (token === undefined || endsAt === undefined) return reply
    // NOTE cookies end at whole seconds
    if (expiresAt - endsAt < 1000) return reply
    return {
      ...reply,
      cookies: [...(reply.cookies ?? []), { kind: 'session', token, expiresAt }],
    }
  }
