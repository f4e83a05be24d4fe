import { Refusal } from '#errors/refusal.ts'
import type { Store } from '#store/store.ts'

/**
 * What stands in the way of serving, asked of the database at most once in so many milliseconds.
 */
export function createReadiness(
  store: Pick<Store, 'ping'>,
  isEnding: () => boolean,
  pauseMs = 250,
) {
  let last: Promise<Readonly<Record<string, string>>> | undefined,
    at = 0
  async function ask(): Promise<Readonly<Record<string, string>>> {
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
    if (!last || Date.now() - at > pauseMs) [last, at] = [ask(), Date.now()]
    return last
  }
}
