// Documents that the configuration names by their addresses and that are read while the server
// runs: programs, keys.
import { readFile } from 'node:fs/promises'
import { readSource } from '#schema/source.ts'

export type RemoteDocumentsParts = {
  /** The guarded way out. */
  readonly fetch: typeof fetch
  readonly readFile?: (path: string) => Promise<Uint8Array>
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

/** The text behind a base64://, file:// or http(s):// address. */
export type RemoteDocuments = (url: string) => Promise<string>

type Loaded = { readonly text: Promise<string>; readonly at: number }

const limits = { maxBytes: 256 * 1024, timeoutMs: 5000 }
/** Changes are seen after so long. */
const freshMs = 10_000
const mostSources = 200

export function createRemoteDocuments({
  fetch,
  readFile: read = readFile,
  now = () => performance.now(),
}: RemoteDocumentsParts): RemoteDocuments {
  const loaded = new Map<string, Loaded>()
  return (url) => {
    const known = loaded.get(url)
    if (known && now() - known.at < freshMs) return known.text
    const fresh = readSource(url, { fetch, readFile: read, ...limits }).then((bytes) =>
      new TextDecoder('utf-8', { fatal: true }).decode(bytes),
    )
    // NOTE what cannot be had just now is used as it was
    const text = known ? fresh.catch(() => known.text) : fresh
    loaded.delete(url)
    loaded.set(url, { text, at: now() })
    text.catch(() => loaded.delete(url))
    const [oldest] = loaded.keys()
    if (loaded.size > mostSources && oldest !== undefined) loaded.delete(oldest)
    return text
  }
}
