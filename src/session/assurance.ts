// Which level of assurance a person's sessions must have reached.
import { Refusal } from '#errors/refusal.ts'
import type { Credential } from '#identity/credential.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import { credentialTable, type CredentialType } from '#identity/credential-types.ts'
import type { Session } from './session.ts'
import type { SessionWithIdentity } from './session-store.ts'

/** `highest_available`: those who have a second factor must have used it. */
export type AalRule = 'aal1' | 'highest_available'

/**
 * The level that somebody with these credentials must reach; `factors` are the second factors that
 * are switched on.
 */
export function requiredAal(
  rule: AalRule,
  credentials: readonly Credential[],
  factors: readonly CredentialType[],
): 'aal1' | 'aal2' {
  return rule === 'highest_available' &&
    credentials.some((one) => factors.includes(one.type) && isSecondFactor(one))
    ? 'aal2'
    : 'aal1'
}

/** Whether a session has the level. */
export function reaches(session: Pick<Session, 'aal'>, required: 'aal1' | 'aal2'): boolean {
  return required === 'aal1' || session.aal === 'aal2' || session.aal === 'aal3'
}

/** Some types can be first or second factors: each of their keys says which it is. */
function isSecondFactor({ type, config }: Credential): boolean {
  if (credentialTable[type].factor !== 'either') return Object.keys(config).length > 0
  const keys = config['credentials']
  return (
    Array.isArray(keys) &&
    keys.some((key: unknown) => isObject(key) && key['is_passwordless'] !== true)
  )
}

export type AssuranceParts = {
  readonly identities: Pick<IdentityStore, 'find'>
  /** The second factors that are switched on. */
  readonly factors: () => readonly CredentialType[]
}

export type Assurance = ReturnType<typeof createAssurance>

export function createAssurance({ identities, factors }: AssuranceParts) {
  return {
    /** Whether the session lacks a second factor that its owner has. */
    lacks: (
      session: Pick<Session, 'aal'>,
      credentials: readonly Credential[],
      rule: AalRule,
    ): boolean => !reaches(session, requiredAal(rule, credentials, factors())),

    /** Throws Refusal('forbidden') when the session lacks a second factor that its owner has. */
    async demand(
      {
        session,
        mayHaveSecondFactor,
      }: Pick<SessionWithIdentity, 'session' | 'mayHaveSecondFactor'>,
      rule: AalRule,
    ): Promise<void> {
      // NOTE who am I is asked all the time: credentials are read only where they can matter
      if (
        !mayHaveSecondFactor ||
        reaches(session, 'aal2') ||
        rule === 'aal1' ||
        factors().length === 0
      )
        return
      const account = await identities.find(session.identityId)
      if (!reaches(session, requiredAal(rule, account?.credentials ?? [], factors())))
        throw secondFactorNeeded()
    },
  }
}

/** What somebody is told who has a second factor and has not used it. */
export function secondFactorNeeded(returnTo?: string): Refusal {
  return new Refusal('forbidden', {
    id: 'session_aal2_required',
    reason: 'This account has a second factor, and this session was opened without it.',
    remedy: { start: 'login', aal: 'aal2', ...(returnTo === undefined ? {} : { returnTo }) },
  })
}
