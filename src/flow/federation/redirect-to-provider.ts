import type { Elsewhere } from '../outcome.ts'
import type { FlowParts } from '../steps.ts'
import type { Departure } from './federation.ts'

/** Stores by what the answer of the other server will be known, and sends the browser there. */
export async function depart(
  { flows, clock }: Pick<FlowParts, 'flows' | 'clock'>,
  { flow, url, kept }: Departure,
): Promise<Elsewhere> {
  return {
    kind: 'elsewhere',
    flow: await flows.update({ ...flow, transientPayload: undefined, updatedAt: clock() }),
    url,
    kept,
  }
}
