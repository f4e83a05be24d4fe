// The steps that recovery and verification have in common.
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowKind } from './flow.ts'
import type { Sending } from './mailed-method.ts'
import { guardForgery, isUnbound, type FlowParts } from './steps.ts'
import type { Submission } from './submission.ts'

/** Throws Refusal when this kind of flow is switched off. */
export function guardEnabled(
  kind: Extract<FlowKind, 'recovery' | 'verification'>,
  { enabled }: { readonly enabled: boolean },
): void {
  if (!enabled)
    throw new Refusal('bad-request', {
      reason: kind === 'recovery' ? 'Recovery is switched off.' : 'Verification is switched off.',
    })
}

/**
 * As guardForgery; a flow that an administrator opened knows no browser, it is proved by its secret
 * alone.
 */
export function guardOrigin(
  parts: FlowParts,
  flow: Flow,
  submission: Submission,
  caller: Caller,
): void {
  if (!isUnbound(flow)) guardForgery(parts, flow, submission, caller)
}

export type Transact = <T>(work: () => Promise<T>) => Promise<T>

/** Stores the flow a step further, and what belongs to that. */
export function storeSending(
  parts: FlowParts & { readonly transact: Transact },
  { flow, store }: Sending,
): Promise<Flow> {
  return parts.transact(async () => {
    const stored = await parts.flows.update({ ...flow, transientPayload: undefined })
    await store()
    return stored
  })
}

/**
 * Stores what is only said in a form. When another request changed the flow meanwhile, that one's
 * word stands.
 */
export async function storeMessages(parts: FlowParts, flow: Flow): Promise<Flow> {
  try {
    return await parts.flows.update({ ...flow, transientPayload: undefined })
  } catch (error) {
    if (!(error instanceof StaleVersion)) throw error
    return flow
  }
}

const mostTries = 5

/** Runs a whole transaction, again when others changed the same things meanwhile. */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleVersion) || tries === mostTries) throw error
    }
  }
}
