import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import { withVerified } from '#identity/address-status.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import { hooksAfter, type FlowSettings } from './flow-settings.ts'
import type { CollectedResult, FlowHooks } from './hooks.ts'
import type { MailedProof } from './mailed-method.ts'
import type { Form } from './ui-node.ts'

type Proved = {
  readonly flow: Flow
  readonly proof: MailedProof
  readonly method: string
  /** By the link of a message, so that there is no form to show messages on. */
  readonly opened: boolean
  /** The anti-forgery secret that the browser has afterwards. */
  readonly csrfSecret: string
  /** Whether the address of the proof is verified by it. */
  readonly verifies: boolean
  readonly form: () => Form
  /** The account before and after a change that the proof completes. */
  readonly changed?: { readonly before: Account; readonly account: Account }
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
    readonly clock: Clock
  },
  { flow, proof, method, opened, csrfSecret, verifies, form, changed }: Proved,
  caller: Caller,
): Promise<CollectedResult | undefined> {
  const stored = changed?.before ?? (await parts.identities.find(proof.identityId))
  if (!stored) return undefined
  const account = changed
    ? changed.account
    : verifies && proof.address
      ? withVerified(stored, proof.address, parts.clock())
      : stored
  try {
    return await parts.hooks.after({
      flow,
      caller,
      configured: hooksAfter(parts.settings().after, method),
      method,
      account,
      accountBefore: stored,
      session: undefined,
      csrfSecret,
      form,
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
