import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import { hooksAfter, type FlowSettings } from './flow-settings.ts'
import type { CollectedResult, FlowHooks } from './hooks.ts'
import type { MailedProof } from './mailed-method.ts'

type Proved = {
  readonly flow: Flow
  readonly proof: MailedProof
  readonly method: string
  /** By the link of a message, so that there is no form to show messages on. */
  readonly opened: boolean
  /** The anti-forgery secret that the browser has afterwards. */
  readonly csrfSecret: string
}

/**
 * Runs the hooks of a recovery or a verification whose code or link is right and not used up yet.
 * Undefined when its identity is gone. Throws as FlowHooks.after; where a link was opened, messages
 * of hooks become a Refusal.
 */
export async function runProofHooks(
  parts: {
    readonly hooks: FlowHooks
    readonly identities: Pick<IdentityStore, 'find'>
    readonly settings: () => FlowSettings
  },
  { flow, proof, method, opened, csrfSecret }: Proved,
  caller: Caller,
): Promise<CollectedResult | undefined> {
  const account = await parts.identities.find(proof.identityId)
  if (!account) return undefined
  try {
    return await parts.hooks.after({
      flow,
      caller,
      configured: hooksAfter(parts.settings().after, method),
      method,
      account,
      accountBefore: account,
      session: undefined,
      csrfSecret,
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
