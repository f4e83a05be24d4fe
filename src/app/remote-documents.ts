// Reads documents that the configuration refers to by URL (Jsonnet programs, keys), with a cache.
import { readFile } from 'node:fs/promises'
import { outsideDeadline } from '#lib/deadline.ts'
import { readSource } from '#schema/source.ts'

export type RemoteDocumentsParts = {
  /** Fetch with limits on response size and time, and without private networks if so configured. */
  readonly fetch: typeof fetch
  readonly readFile?: (path: string) => Promise<Uint8Array>
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number
}

/** Reads the text at a base64://, file:// or http(s):// URL. */
export type RemoteDocuments = (url: string) => Promise<string>

type CacheEntry = { readonly text: Promise<string>; readonly at: number }

const limits = { maxBytes: 256 * 1024, timeoutMs: 5000 }
/** Time in the cache; a change takes effect after at most this long. */
const cacheMs = 10_000
const maxEntries = 200

/** Creates the reader of documents. */
export function createRemoteDocuments({
  fetch,
  readFile: read = readFile,
  now = () => performance.now(),
}: RemoteDocumentsParts): RemoteDocuments {
  const cache = new Map<string, CacheEntry>()
  return (url) => {
    const cached = cache.get(url)
    if (cached && now() - cached.at < cacheMs) return cached.text
    // NOTE what one request asks for is given to others, which may have more time
    const fresh = outsideDeadline(() => readSource(url, { fetch, readFile: read, ...limits })).then(
      (bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    )
    // NOTE while a document cannot be read, the cached text stays in use
    const text = cached ? fresh.catch(() => cached.text) : fresh
    cache.delete(url)
    cache.set(url, { text, at: now() })
    text.catch(() => cache.delete(url))
    const [oldest] = cache.keys()
    if (cache.size > maxEntries && oldest !== undefined) cache.delete(oldest)
    return text
  }
}
