// Steps that recovery and verification have in common.
import { SwitchedOff } from '#errors/refusal.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { isUuid } from '#lib/uuid.ts'
import type { Caller } from './caller.ts'
import type { Flow, FlowKind } from './flow.ts'
import type { Sending } from './mailed-method.ts'
import { findFlow, guardForgery, isUnbound, type FlowParts } from './steps.ts'
import type { Submission } from './submission.ts'

type Mailed = Extract<FlowKind, 'recovery' | 'verification'>

/** Throws SwitchedOff when this kind of flow is. */
export function guardEnabled(kind: Mailed, { enabled }: { readonly enabled: boolean }): void {
  if (!enabled)
    throw new SwitchedOff(
      kind === 'recovery' ? 'Recovery is switched off.' : 'Verification is switched off.',
    )
}

/**
 * The same for a flow that goes on; one that is not there is for the caller to refuse.
 * Administrators may hand out codes and links of a recovery, and whoever has one may use it, also
 * where nobody else can recover.
 */
export async function guardGoingOn(
  kind: Mailed,
  { flows }: Pick<FlowParts, 'flows'>,
  settings: { readonly enabled: boolean },
  flowId: string | undefined,
): Promise<void> {
  if (settings.enabled) return
  if (flowId === undefined || !isUuid(flowId)) return guardEnabled(kind, settings)
  const flow = await flows.find(kind, flowId)
  if (flow && (kind === 'verification' || flow.identityId === undefined || !isUnbound(flow)))
    guardEnabled(kind, settings)
}

/**
 * The flow that is to be shown. Throws SwitchedOff where this kind of flow is, also for an unknown
 * one.
 */
export async function findShown(
  kind: Mailed,
  parts: FlowParts,
  settings: { readonly enabled: boolean },
  id: string | undefined,
): Promise<Flow> {
  await guardGoingOn(kind, parts, settings, id)
  return findFlow(parts, kind, id).catch((error: unknown) => {
    guardEnabled(kind, settings)
    throw error
  })
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
