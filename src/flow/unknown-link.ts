import { message } from '#messages/message.ts'
import type { Caller } from './caller.ts'
import type { Flow } from './flow.ts'
import type { Replaced } from './outcome.ts'
import { withoutSecrets } from './replace.ts'
import { newFlow } from './start.ts'
import type { FlowParts } from './steps.ts'

/**
 * Stores a new flow for a browser that opened a mailed link whose flow is gone, with a message
 * about that.
 */
export async function unknownLink(
  parts: FlowParts,
  kind: 'recovery' | 'verification',
  { lifespanMs, use }: { readonly lifespanMs: number; readonly use: string },
  caller: Caller,
): Promise<Replaced> {
  const fresh = newFlow(
    parts,
    {
      kind,
      type: 'browser',
      lifespanMs,
      returnTo: undefined,
      messages: [message(kind === 'recovery' ? 'recovery.link-wrong' : 'verification.link-wrong')],
    },
    caller,
  )
  const flow: Flow = { ...fresh, active: use, requestUrl: withoutSecrets(fresh.requestUrl) }
  await parts.flows.insert(flow)
  return { kind: 'replaced', replaced: flow, flow, why: 'link', secret: undefined }
}
