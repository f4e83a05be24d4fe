// The sessions of operators in the console. One begins with a code that its operator has got on the
// public pages, and lasts as long as the session there: it ends with a sign-out there, with all other
// sessions of the account, when the account is disabled or deleted, and with the role.
import type { Actor, NewEntry } from '#audit/entry.ts'
import { recorded } from '#audit/record.ts'
import { equal } from '#crypto/equal.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Identity } from '#identity/identity.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { Operators } from '#operators/operators.ts'
import type { Role } from '#operators/role.ts'
import { reaches } from './assurance.ts'
import type { ConsoleCode, ConsoleSession, ConsoleSessionStore } from './console-session-store.ts'
import type { Session } from './session.ts'
import type { Sessions } from './sessions.ts'

export type ConsoleSessionSettings = {
  readonly requiresSecondFactor: boolean
  /** How long a session lasts without a request, and at most. */
  readonly idleMs: number
  readonly lifespanMs: number
  /** How long after a sign-in what is dangerous can be done. */
  readonly reauthenticateAfterMs: number
}

export type SignedInOperator = {
  readonly session: ConsoleSession
  readonly identity: Identity
  readonly role: Role
}

export type ConsoleSessions = {
  /** A code for the console, for the browser that knows the secret of the challenge. */
  createCode(session: Session, challenge: string): Promise<string>
  /**
   * Begins a session; `secrets`: what the browser has that might fit the challenge. A code is used up
   * by any try. `earlier`: the token of a session that it replaces. Throws Refusal('unauthorized').
   */
  begin(input: {
    readonly code: string
    readonly secrets: readonly string[]
    readonly earlier: string | undefined
  }): Promise<{ readonly token: string; readonly expiresAt: Timestamp }>
  /** Who is signed in, which is noted; undefined for nobody. */
  ofToken(token: string | undefined): Promise<SignedInOperator | undefined>
  /** Ends a session, by its operator. */
  end(operator: Pick<SignedInOperator, 'session'>): Promise<void>
}

export type ConsoleSessionParts = {
  readonly store: ConsoleSessionStore
  readonly sessions: Pick<Sessions, 'find' | 'isActive'>
  readonly operators: Pick<Operators, 'roleOf'>
  readonly settings: () => ConsoleSessionSettings
  readonly clock: Clock
  readonly newId: () => string
  readonly newCode: () => string
  readonly newToken: () => string
  /** Called when a request cannot be noted. */
  readonly onError: (error: unknown) => void
}

const codeLifespanMs = 60_000
const noteEveryMs = 60_000
const longestSecret = 256

/** Who an operator is for the audit trail. */
export const operatorActor = ({
  identity,
  role,
}: Pick<SignedInOperator, 'identity' | 'role'>): Actor => ({
  kind: 'operator',
  id: identity.id,
  right: role,
})

export function createConsoleSessions(parts: ConsoleSessionParts): ConsoleSessions {
  const { store, sessions, operators, settings, clock } = parts

  /** Who is behind a session of the public pages, if it is still good for the console. */
  async function operatorOf(
    sessionId: string,
  ): Promise<Pick<SignedInOperator, 'identity' | 'role'> | undefined> {
    const found = await sessions.find(sessionId)
    if (!found || !sessions.isActive(found.session) || found.identity.state !== 'active')
      return undefined
    if (settings().requiresSecondFactor && !reaches(found.session, 'aal2')) return undefined
    const role = await operators.roleOf(found.identity.id)
    return role && { identity: found.identity, role }
  }

  async function findByToken(token: string | undefined): Promise<ConsoleSession | undefined> {
    return token === undefined || token === '' || token.length > longestSecret
      ? undefined
      : store.findByToken(sha256(token))
  }

  async function taken(code: string, secrets: readonly string[]): Promise<ConsoleCode | undefined> {
    if (code === '' || code.length > longestSecret) return undefined
    const found = await store.takeCode(sha256(code))
    const fits = (secret: string) => equal(sha256(secret), found?.challenge ?? '')
    return found && found.expiresAt > clock() && secrets.some(fits) ? found : undefined
  }

  return {
    async createCode({ id, identityId, authenticatedAt }, challenge) {
      const code = parts.newCode()
      await store.insertCode(
        {
          identityId,
          sessionId: id,
          challenge,
          authenticatedAt,
          expiresAt: clock() + codeLifespanMs,
        },
        sha256(code),
      )
      return code
    },

    async begin({ code, secrets, earlier }) {
      const found = await taken(code, secrets)
      const operator = found && (await operatorOf(found.sessionId))
      if (!found || !operator)
        throw new Refusal('unauthorized', {
          id: 'console_sign_in_failed',
          reason: 'The sign-in took too long, or began in another browser. Sign in again.',
        })
      const now = clock()
      const token = parts.newToken()
      const { identityId, sessionId, authenticatedAt } = found
      const session: ConsoleSession = {
        id: parts.newId(),
        identityId,
        sessionId,
        authenticatedAt,
        createdAt: now,
        expiresAt: now + settings().lifespanMs,
        seenAt: now,
      }
      const replaced = await findByToken(earlier)
      await recorded(
        async () => {
          await store.insert(session, sha256(token))
          if (replaced) await store.remove(replaced.id)
        },
        () => ({ ...entryOf('console.signed-in', session), actor: operatorActor(operator) }),
      )
      return { token, expiresAt: session.expiresAt }
    },

    async ofToken(token) {
      const session = await findByToken(token)
      const now = clock()
      if (!session || session.expiresAt <= now || session.seenAt + settings().idleMs <= now)
        return undefined
      const operator = await operatorOf(session.sessionId)
      if (!operator) return undefined
      if (session.seenAt + noteEveryMs <= now)
        await store.noteSeen(session.id, now, now - noteEveryMs).catch(parts.onError)
      return { session, ...operator }
    },

    async end({ session }) {
      await recorded(
        () => store.remove(session.id),
        (was) => (was ? entryOf('console.signed-out', session) : undefined),
      )
    },
  }
}

const entryOf = (
  action: 'console.signed-in' | 'console.signed-out',
  { identityId }: ConsoleSession,
): NewEntry => ({ action, target: { kind: 'identity', id: identityId } })
