// Steps that recovery and verification have in common.
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { isUuid } from '#lib/uuid.ts'
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
 * The same for a recovery that goes on. Administrators may hand out codes and links, and whoever has
 * one may use it, also where nobody else can recover.
 */
export async function guardRecoverable(
  { flows }: Pick<FlowParts, 'flows'>,
  settings: { readonly enabled: boolean },
  flowId: string | undefined,
): Promise<void> {
  if (settings.enabled) return
  const flow =
    flowId !== undefined && isUuid(flowId) ? await flows.find('recovery', flowId) : undefined
  if (flow?.identityId === undefined || !isUnbound(flow)) guardEnabled('recovery', settings)
}

/**
 * As guardForgery. A flow that an administrator opened belongs to no browser: its code or link is
 * the only proof.
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

/** Stores the flow in its next step, and the codes and messages of that step. */
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
 * Stores a flow of which only the messages have changed. When another request has changed the flow
 * in the meantime, that change stays.
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

/**
 * Runs a transaction; repeats it when another request has changed the same rows in the meantime.
 */
export async function persistently<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!(error instanceof StaleVersion) || tries === mostTries) throw error
    }
  }
}
