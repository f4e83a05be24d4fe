import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import type { CredentialType } from '#identity/credential-types.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { Client, Shield } from '#shield/shield.ts'
import type { Flow } from '../flow.ts'
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
