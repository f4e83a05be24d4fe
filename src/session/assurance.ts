// The assurance level that sessions must have.
import { Refusal } from '#errors/refusal.ts'
import type { Credential } from '#identity/credential.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { isObject } from '#lib/json.ts'
import {
  credentialTable,
  setUpSecondFactors,
  type CredentialType,
} from '#identity/credential-types.ts'
import type { Session } from './session.ts'
import type { SessionWithIdentity } from './session-store.ts'

/** `highest_available`: the second factor is required of those who have one. */
export type AalRule = 'aal1' | 'highest_available'

/**
 * The level required with these credentials; `factors`: the second factors that are switched on.
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

/** Whether a session has the required level. */
export function reaches(session: Pick<Session, 'aal'>, required: 'aal1' | 'aal2'): boolean {
  return required === 'aal1' || session.aal === 'aal2' || session.aal === 'aal3'
}

/** Of types that can be both factors, each key says which it is; codes need an address. */
export function isSecondFactor({ type, identifiers, config }: Credential): boolean {
  const { factor } = credentialTable[type]
  if (factor === 'as-configured') return identifiers.length > 0
  if (factor !== 'either') return Object.keys(config).length > 0
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

export type Assurance = {
  /** Whether the session was opened without the second factor that its owner has. */
  lacks(session: Pick<Session, 'aal'>, credentials: readonly Credential[], rule: AalRule): boolean
  /** Whether `demand` has to read the credentials of the owner, who may have a second factor. */
  isInQuestion(
    input: Pick<SessionWithIdentity, 'session' | 'mayHaveSecondFactor'>,
    rule: AalRule,
  ): boolean
  /**
   * Throws Refusal('forbidden') when the session was opened without the second factor that its
   * owner has.
   */
  demand(
    input: Pick<SessionWithIdentity, 'session' | 'mayHaveSecondFactor'>,
    rule: AalRule,
  ): Promise<void>
}

export function createAssurance({ identities, factors }: AssuranceParts): Assurance {
  /** NOTE sessions are checked very often: credentials are read only when they can matter */
  const isInQuestion: Assurance['isInQuestion'] = ({ session, mayHaveSecondFactor }, rule) =>
    rule !== 'aal1' &&
    !reaches(session, 'aal2') &&
    factors().some((type) => mayHaveSecondFactor || !setUpSecondFactors.includes(type))

  return {
    isInQuestion,
    lacks: (
      session: Pick<Session, 'aal'>,
      credentials: readonly Credential[],
      rule: AalRule,
    ): boolean => !reaches(session, requiredAal(rule, credentials, factors())),

    async demand(
      found: Pick<SessionWithIdentity, 'session' | 'mayHaveSecondFactor'>,
      rule: AalRule,
    ): Promise<void> {
      if (!isInQuestion(found, rule)) return
      const { session } = found
      const account = await identities.find(session.identityId)
      if (!reaches(session, requiredAal(rule, account?.credentials ?? [], factors())))
        throw secondFactorNeeded()
    },
  }
}

/** The refusal for a session without the second factor of its owner. */
export function secondFactorNeeded(returnTo?: string): Refusal {
  return new Refusal('forbidden', {
    id: 'session_aal2_required',
    reason: 'This account has a second factor, and this session was opened without it.',
    remedy: { start: 'login', aal: 'aal2', ...(returnTo === undefined ? {} : { returnTo }) },
  })
}
