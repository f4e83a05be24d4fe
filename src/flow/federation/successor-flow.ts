import { inheritedChallenge } from '../authorization.ts'
import type { Caller } from '../caller.ts'
import type { Flow } from '../flow.ts'
import { newFlow } from '../start.ts'
import type { FlowParts } from '../steps.ts'
import { inheritedExchange } from './exchange.ts'

/** A flow of another kind that continues this one; it is not stored yet. */
export function successorFlow(
  kind: 'login' | 'registration',
  parts: FlowParts,
  flow: Flow,
  lifespanMs: number,
  caller: Caller,
): Flow {
  const fresh = newFlow(
    parts,
    {
      kind,
      type: flow.type,
      lifespanMs,
      returnTo: flow.returnTo,
      schemaId: flow.schemaId,
      organizationId: flow.organizationId,
    },
    caller,
  )
  const { verification } = flow.memory
  return {
    ...fresh,
    requestUrl: flow.requestUrl,
    transientPayload: flow.transientPayload,
    memory: {
      ...(verification === undefined ? {} : { verification }),
      ...inheritedExchange(flow),
      ...inheritedChallenge(flow),
    },
  }
}
