import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { message } from '#messages/message.ts'
import type { Flow } from '../flow.ts'

/** Whose second factor a flow asks for. Throws InvalidInput in a flow that asks for none. */
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

/** What somebody is told who gives a second factor without a session. */
export const firstFactorNeeded = () =>
  new Refusal('unauthorized', {
    id: 'session_aal1_required',
    reason: 'A second factor can only be given by somebody who has signed in with the first.',
  })
