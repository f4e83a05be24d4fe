import { outsideDeadline } from '#lib/deadline.ts'
import { isObject } from '#lib/json.ts'
import type { Clock } from '#lib/time.ts'
import { Untrusted } from './errors.ts'

export type KeySet = { readonly keys?: readonly { readonly kid?: string }[] }

/** The keys at an address, fetched again when the one with this id is missing. */
export type ProviderKeys = (url: string, kid: string | undefined) => Promise<KeySet>

type Known = { readonly at: number; missedAt: number | undefined; readonly keys: Promise<KeySet> }

const keysMs = 10 * 60_000,
  refetchMs = 10_000

/**
 * Remembers the keys of a provider. They are fetched again when they are old or one is missing, as
 * after the provider has changed them; but where a fetch has not brought the missing one, not more
 * often than every ten seconds, whatever keys tokens name: a stranger could make the server call the
 * provider with every request.
 */
export function createProviderKeys(fetch: typeof globalThis.fetch, clock: Clock): ProviderKeys {
  const sets = new Map<string, Known>()

  function refetch(url: string, kid: string | undefined, now: number): Promise<KeySet> {
    const missed = () => {
      known.missedAt = now
    }
    // NOTE what one request asks for is given to others, which may have more time
    const keys = outsideDeadline(() => fetchKeys(url, fetch)).then(
      (found) => {
        if (!has(found, kid)) missed()
        return found
      },
      (error: unknown) => {
        missed()
        throw error
      },
    )
    const known: Known = { at: now, missedAt: undefined, keys }
    sets.set(url, known)
    return keys
  }

  return async (url, kid) => {
    const now = clock(),
      known = sets.get(url)
    // NOTE after a clock was set back the keys are as good as new
    if (!known || Math.max(0, now - known.at) >= keysMs) return refetch(url, kid, now)
    const keys = await known.keys.catch(() => undefined)
    if (keys !== undefined && has(keys, kid)) return keys
    const newest = sets.get(url) ?? known
    const hasMissed = newest.missedAt !== undefined && now - newest.missedAt < refetchMs
    return newest !== known || hasMissed ? newest.keys : refetch(url, kid, now)
  }
}

const has = ({ keys = [] }: KeySet, kid: string | undefined): boolean =>
  keys.some((one) => kid === undefined || one.kid === kid)

async function fetchKeys(url: string, fetch: typeof globalThis.fetch): Promise<KeySet> {
  const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual' })
  if (!answer.ok) throw new Untrusted('The provider does not tell its keys.')
  const found: unknown = await answer.json()
  if (!isObject(found) || !Array.isArray(found['keys'] ?? []))
    throw new Untrusted('The provider does not tell its keys.')
  return found
}
