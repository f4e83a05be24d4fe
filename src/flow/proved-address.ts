import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import { hooksAfter, type FlowSettings } from './flow-settings.ts'
import type { MailedProof } from './mailed-method.ts'
import type { HookResult, Onlookers } from './onlookers.ts'

type Proved = {
  readonly flow: Flow
  readonly proof: MailedProof
  readonly method: string
  readonly opened: boolean
}

/**
 * What onlookers say to a secret that was proved right and is not used up yet. Undefined when its
 * identity is gone. Throws as Onlookers.ask; where the link of a message was opened there is no
 * form to say it on, and it is a Refusal.
 */
export async function hear(
  parts: {
    readonly onlookers: Onlookers
    readonly identities: Pick<IdentityStore, 'find'>
    readonly settings: () => FlowSettings
  },
  { flow, proof, method, opened }: Proved,
  caller: Caller,
): Promise<HookResult | undefined> {
  const hooks = hooksAfter(parts.settings().after, method)
  const account = await parts.identities.find(proof.identityId)
  if (!account) return undefined
  try {
    return await parts.onlookers.ask(hooks, {
      flow,
      caller,
      method,
      account,
      accountBefore: account,
    })
  } catch (error) {
    if (opened && error instanceof InvalidInput)
      throw new Refusal('forbidden', {
        reason: 'Another system has something against it.',
        cause: error,
      })
    throw error
  }
}
