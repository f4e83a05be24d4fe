// Who may use the console: the one place that decides it.
import type { Caller } from '#flow/caller.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Role } from '#operators/role.ts'
import type { SignedInOperator } from '#session/console-sessions.ts'
import { refusals, Refused } from './refusals.ts'

export type ConsoleAccessSettings = {
  /** Whether the server runs in development mode. */
  readonly dev: boolean
  /** Whether only this machine reaches the admin listener. */
  readonly isLocal: boolean
  /** Whether anybody is an operator. */
  readonly hasOperators: boolean
}

/** `open`: whoever reaches the admin listener may do everything, and the pages say so. */
export type Access =
  | { readonly kind: 'open' | 'token'; readonly role: Role }
  | { readonly kind: 'operator'; readonly role: Role; readonly operator: SignedInOperator }
export type ConsoleAccess = (caller: Pick<Caller, 'admitted'>) => Promise<Access>

/**
 * Admits whoever may use the console. Throws Refusal: `unauthorized` where operators sign in,
 * `forbidden` where nobody can.
 */
export const consoleAccess =
  (settings: () => Promise<ConsoleAccessSettings>): ConsoleAccess =>
  async ({ admitted: { role, actor, operator } }) => {
    if (operator) return { kind: 'operator', role, operator }
    if (actor.kind === 'token') return { kind: 'token', role }
    const { dev, isLocal, hasOperators } = await settings()
    if (hasOperators) throw new Refused('unauthorized', refusals.operatorsOnly)
    if (dev && isLocal) return { kind: 'open', role }
    throw new Refused('forbidden', refusals.closed)
  }

/** The id of the refusal of what needs a new sign-in. */
export const staleSignIn = 'session_refresh_required'

/** Throws Refusal('forbidden') for an operator who has signed in too long ago for what is dangerous. */
export function guardFresh(
  access: Access,
  { reauthenticateAfterMs }: { readonly reauthenticateAfterMs: number },
  now: Timestamp,
): void {
  if (
    access.kind === 'operator' &&
    access.operator.session.authenticatedAt + reauthenticateAfterMs <= now
  )
    throw new Refused('forbidden', refusals.stale, { id: staleSignIn })
}
