// Who may use the console: the one place that decides it.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import type { Timestamp } from '#lib/time.ts'
import type { Role } from '#operators/role.ts'
import type { SignedInOperator } from '#session/console-sessions.ts'

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
    if (hasOperators)
      throw new Refusal('unauthorized', { reason: 'The console is for operators who sign in.' })
    if (dev && isLocal) return { kind: 'open', role }
    throw new Refusal('forbidden', {
      reason:
        'Without an operator, the console is open only in development mode, on a listener that ' +
        'nobody but this machine reaches. Make somebody an operator by pallas operators add.',
    })
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
    throw new Refusal('forbidden', {
      id: staleSignIn,
      reason:
        'You have signed in a while ago, and what you want to do needs a new sign-in. Nothing is ' +
        'done yet: sign in again, then press the button once more.',
    })
}
