import { hash } from 'node:crypto'
import { outsideDeadline } from '#lib/deadline.ts'
import { readBody } from '#lib/read-body.ts'
import type { Clock } from '#lib/time.ts'
import { BreachesUnavailable, type Breaches } from '#methods/password/breaches.ts'

export type BreachesParts = {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /**
   * Called every time. `host`: requested by https, unless it is the beginning of an address with a
   * scheme.
   */
  readonly settings: () => { readonly host: string }
  readonly timeoutMs?: number
  readonly maxBytes?: number
  readonly cache?: { readonly entries: number; readonly ttlMs: number }
}

type Entry = { readonly at: number; readonly lines: Promise<string> }
const line = /^[0-9A-F]{35}:\d+$/

/**
 * Looks up leaked passwords with k-anonymity: the list gets the first five hex digits of the SHA-1,
 * and answers all entries that begin so, as lines of `<35 hex digits>:<count>`, some of them
 * invented, with count 0.
 */
export function createBreaches({
  fetch,
  clock,
  settings,
  timeoutMs = 3000,
  maxBytes = 512 * 1024,
  cache = { entries: 200, ttlMs: 3_600_000 },
}: BreachesParts): Breaches {
  const known = new Map<string, Entry>()

  const ask = async (url: string): Promise<string> => {
    try {
      const response = await fetch(url, {
        headers: { 'add-padding': 'true' },
        signal: AbortSignal.timeout(timeoutMs),
      })
      if (response.status !== 200) throw new Error(`The answer has the status ${response.status}.`)
      // NOTE without one of these headers the response ends with the connection, and a truncated
      // one would look complete
      if (!response.headers.has('content-length') && !response.headers.has('transfer-encoding'))
        throw new Error('The answer does not tell where it ends.')
      const text = Buffer.from(await readBody(response, maxBytes))
        .toString('latin1')
        .trimEnd()
      if (!text.split(/\r?\n/).every((one) => line.test(one)))
        throw new Error('The answer is not a whole list.')
      return text
    } catch (error) {
      throw new BreachesUnavailable('The list of leaked passwords could not be asked.', {
        cause: error,
      })
    }
  }

  const linesFor = (url: string): Promise<string> => {
    const found = known.get(url)
    if (found && clock() - found.at < cache.ttlMs && clock() >= found.at) {
      known.delete(url)
      known.set(url, found)
      return found.lines
    }
    // NOTE what one request asks for is given to others, which may have more time
    const lines = outsideDeadline(() => ask(url)),
      entry = { at: clock(), lines }
    known.delete(url)
    known.set(url, entry)
    lines.catch(() => known.get(url) === entry && known.delete(url))
    const [oldest] = known.keys()
    if (known.size > cache.entries && oldest !== undefined) known.delete(oldest)
    return lines
  }

  return {
    async count(password) {
      const digest = hash('sha1', password, 'hex').toUpperCase(),
        { host } = settings()
      const baseUrl = host.includes('://') ? host.replace(/\/+$/, '') : `https://${host}`
      const lines = await linesFor(`${baseUrl}/range/${digest.slice(0, 5)}`)
      const at = lines.indexOf(`${digest.slice(5)}:`)
      return at < 0 ? 0 : Number.parseInt(lines.slice(at + 36), 10)
    },
  }
}
