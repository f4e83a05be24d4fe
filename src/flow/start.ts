import type { Timestamp } from '#lib/time.ts'
import type { Message } from '#messages/message.ts'
import type { Aal } from '#session/session.ts'
import { inheritedChallenge } from './authorization.ts'
import type { Caller, Requester } from './caller.ts'
import { noNotes, type Flow, type FlowKind, type FlowState, type FlowType } from './flow.ts'
import { inheritedSecondStep } from './login/second-step.ts'
import type { FlowParts } from './steps.ts'

export type NewFlow = {
  readonly kind: FlowKind
  readonly type: FlowType
  readonly lifespanMs: number
  readonly returnTo: string | undefined
  readonly state?: FlowState
  readonly refresh?: boolean
  readonly requestedAal?: Aal
  readonly identityId?: string | undefined
  readonly schemaId?: string | undefined
  readonly organizationId?: string | undefined
  readonly messages?: readonly Message[]
}

/** A new flow for this caller; it is not stored yet. */
export function newFlow(
  parts: FlowParts,
  wanted: NewFlow,
  caller: Pick<Requester, 'url' | 'csrfSecret'>,
): Flow {
  const now: Timestamp = parts.clock()
  return {
    id: parts.newId(),
    kind: wanted.kind,
    type: wanted.type,
    edition: parts.edition,
    state: wanted.state ?? 'choose_method',
    active: undefined,
    requestUrl: caller.url,
    returnTo: wanted.returnTo,
    issuedAt: now,
    expiresAt: now + wanted.lifespanMs,
    updatedAt: now,
    csrfHash: wanted.type === 'browser' ? parts.csrf.hash(caller.csrfSecret) : undefined,
    requestedAal: wanted.requestedAal ?? 'aal1',
    refresh: wanted.refresh ?? false,
    identityId: wanted.identityId,
    schemaId: wanted.schemaId,
    organizationId: wanted.organizationId,
    transientPayload: undefined,
    form: wanted.messages ? { ...noNotes, messages: wanted.messages } : noNotes,
    memory: {},
    completed: false,
    version: 1,
  }
}

/** A new flow like the expired one, with a message about that; it is not stored yet. */
export function replaceExpired(
  parts: FlowParts,
  expired: Flow,
  lifespanMs: number,
  notice: Message,
  caller: Caller,
): Flow {
  const fresh = newFlow(
    parts,
    {
      kind: expired.kind,
      type: expired.type,
      lifespanMs,
      returnTo: expired.returnTo,
      refresh: expired.refresh,
      requestedAal: expired.requestedAal,
      identityId: expired.identityId,
      schemaId: expired.schemaId,
      organizationId: expired.organizationId,
      messages: [notice],
    },
    caller,
  )
  return {
    ...fresh,
    memory: { ...inheritedChallenge(expired), ...inheritedSecondStep(expired) },
    requestUrl: parts.rules.replacementUrl === 'its-own' ? caller.url : expired.requestUrl,
    csrfHash: expired.type === 'browser' ? parts.csrf.hash(caller.csrfSecret) : undefined,
  }
}
