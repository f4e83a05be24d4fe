import { Refusal } from '#errors/refusal.ts'
import type { Store } from '#store/store.ts'

/**
 * Checks readiness. The returned function gives the problems by component, none when ready. The
 * database is pinged at most once per `cacheMs`, so frequent checks cost nothing.
 */
export function createReadiness(
  store: Pick<Store, 'ping'>,
  isEnding: () => boolean,
  cacheMs = 250,
) {
  let last: Promise<Readonly<Record<string, string>>> | undefined,
    at = 0
  async function check(): Promise<Readonly<Record<string, string>>> {
    try {
      await store.ping(2000)
      return {}
    } catch (error) {
      return {
        database:
          error instanceof Refusal && error.reason !== undefined
            ? error.reason
            : 'The database does not answer.',
      }
    }
  }
  return (): Promise<Readonly<Record<string, string>>> => {
    if (isEnding()) return Promise.resolve({ server: 'The server is shutting down.' })
    if (!last || Date.now() - at > cacheMs) [last, at] = [check(), Date.now()]
    return last
  }
}
