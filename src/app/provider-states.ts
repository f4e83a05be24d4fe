import { discoveryUrlOf } from '#methods/oidc/providers.ts'
import type { ProviderSettings } from '#methods/oidc/provider-config.ts'
import type { ProviderState } from '#telemetry/health-facts.ts'

const timeoutMs = 3000
/** How long a result is given to all who ask. */
const sharedMs = 60_000

/** Reads the discovery documents of the configured providers, all at once. */
export function createProviderStates({
  providers,
  fetch,
}: {
  readonly providers: () => readonly ProviderSettings[]
  readonly fetch: typeof globalThis.fetch
}): () => Promise<readonly ProviderState[]> {
  let last: Promise<readonly ProviderState[]> | undefined,
    of: readonly ProviderSettings[] | undefined,
    at = 0

  async function faultOf(url: string): Promise<string | undefined> {
    try {
      const answer = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
      await answer.body?.cancel()
      return answer.ok ? undefined : `it answers ${answer.status}`
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError'
        ? `no answer within ${timeoutMs / 1000} seconds`
        : 'it cannot be reached'
    }
  }

  return () => {
    const configured = providers()
    if (!last || of !== configured || performance.now() - at > sharedMs)
      [last, of, at] = [
        Promise.all(
          configured.flatMap((settings) => {
            const url = discoveryUrlOf(settings)
            return url === undefined
              ? []
              : [faultOf(url).then((fault) => ({ id: settings.id, url, fault }))]
          }),
        ),
        configured,
        performance.now(),
      ]
    return last
  }
}
