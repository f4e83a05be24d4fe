import type { ProviderRedirect } from '../outcome.ts'
import type { FlowParts } from '../steps.ts'
import type { AuthorizationRequest } from './federation.ts'

/** Stores what identifies the answer of the provider, and sends the browser there. */
export async function redirectToProvider(
  { flows, clock }: Pick<FlowParts, 'flows' | 'clock'>,
  { flow, url, continuityToken }: AuthorizationRequest,
): Promise<ProviderRedirect> {
  return {
    kind: 'provider-redirect',
    flow: await flows.update({ ...flow, transientPayload: undefined, updatedAt: clock() }),
    url,
    continuityToken,
  }
}
