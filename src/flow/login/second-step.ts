import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { isObject, type JsonObject } from '#lib/json.ts'
import { message } from '#messages/message.ts'
import { because } from '#messages/reasons.ts'
import { countsBeside, isAnotherFactor } from '#session/separate-factors.ts'
import type { AuthenticationMethod, Session } from '#session/session.ts'
import type { Client, Shield } from '#shield/shield.ts'
import type { Flow } from '../flow.ts'
import type { Proof } from '../method.ts'
import { throttled } from '../throttled.ts'

/**
 * The account whose second factor the flow asks for. Throws InvalidInput in a flow that asks for
 * none.
 */
export async function ownerOf(
  flow: Flow,
  identities: Pick<IdentityStore, 'find'>,
): Promise<Account> {
  const account =
    flow.requestedAal === 'aal2' && flow.identityId !== undefined
      ? await identities.find(flow.identityId)
      : undefined
  if (!account) throw new InvalidInput([{ message: message('login.no-method') }])
  return account
}

const memoryKey = 'second_step'

/** What a login for the second factor stores about the first, and about what was asked for. */
export type SecondStep = {
  /** How the person has proved who they are. */
  readonly proofs: readonly Pick<AuthenticationMethod, 'method' | 'address'>[]
  /** The only address that codes are sent to; undefined: each. */
  readonly via?: string
}

/** The memory of a flow in which the owner of this session gives a second factor. */
export function secondStep({ methods }: Pick<Session, 'methods'>, via?: string): JsonObject {
  const proofs = methods.map(({ method, address }) => (address ? { method, address } : { method }))
  return { [memoryKey]: { proofs, ...(via === undefined ? {} : { via }) } }
}

export function secondStepOf({ memory: { [memoryKey]: stored } }: Flow): SecondStep {
  return isObject(stored) ? (stored as unknown as SecondStep) : { proofs: [] }
}

/** What a flow that replaces this one keeps of it. */
export const inheritedSecondStep = ({ memory: { [memoryKey]: stored } }: Flow): JsonObject =>
  stored === undefined ? {} : { [memoryKey]: stored }

/** Whether a code that is sent to this address would be a second factor. */
export const countsInStep = (flow: Flow, address: string): boolean =>
  secondStepOf(flow).proofs.some((one) => isAnotherFactor(one, address))

/** Throws InvalidInput for a second factor that is the first one again. */
export function guardSeparate(session: Pick<Session, 'methods'>, proof: Proof): void {
  if (!countsBeside(session.methods, proof))
    throw new InvalidInput([
      {
        message: message('validation.generic', because('address-proved')),
      },
    ])
}

/** The refusal of a second factor without a session. */
export const firstFactorNeeded = () =>
  new Refusal('unauthorized', {
    id: 'session_aal1_required',
    reason: 'A second factor can only be given by somebody who has signed in with the first.',
  })

export type SecondFactorGuess = {
  readonly method: CredentialType
  readonly identityId: string
  readonly client: Client
}

/**
 * Counts a guess at a second factor and answers what was matched. `match`: undefined when the guess
 * is wrong. Throws InvalidInput for a wrong guess (`wrong`), and after too many of them.
 */
export async function guessSecondFactor<Match>(
  { shield, events }: { readonly shield: Pick<Shield, 'guess'>; readonly events: Events },
  { method, identityId, client }: SecondFactorGuess,
  match: Match | undefined,
  wrong: () => InvalidInput,
): Promise<Match> {
  const verdict = await shield.guess(
    { kind: 'second-factor', of: identityId },
    identityId,
    client,
    async () => match !== undefined,
  )
  if (verdict.right && match !== undefined) return match
  events({ kind: 'login.failed', method, identityId, throttled: verdict.kind !== 'open' })
  throw verdict.kind === 'open' ? wrong() : throttled(verdict)
}
