import { currentDeadline } from '#lib/deadline.ts'

/** A `fetch` that ends at the latest with the time of the request that it is called for. */
export function withinDeadline(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const deadline = currentDeadline()
    if (!deadline) return fetch(input, init)
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const signal = AbortSignal.any([deadline.signal(), ...(own ? [own] : [])])
    return fetch(input, { ...init, signal })
  }
}
