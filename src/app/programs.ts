// Programs of the configuration (Jsonnet), which make bodies, claims and traits: loaded, kept, and run away from the main thread.
import { readFile } from 'node:fs/promises'
import { createPool, JsonnetError, type Pool } from '#jsonnet'
import type { Json } from '#lib/json.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import { readSource } from '#schema/source.ts'

export type ProgramsParts = {
  /** The guarded way out: programs are loaded from addresses of the configuration. */
  readonly fetch: typeof fetch
  readonly readFile?: (path: string) => Promise<Uint8Array>
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

type Loaded = { readonly source: Promise<string>; readonly at: number }

const limits = { maxBytes: 256 * 1024, timeoutMs: 5000 }
/** Programs see changes of their sources after so long. */
const freshMs = 10_000
const mostSources = 200

export function createPrograms({ fetch, readFile: read = readFile, now = () => performance.now() }: ProgramsParts): Programs & { close(): Promise<void> } {
  const loaded = new Map<string, Loaded>()
  let pool: Pool | undefined

  function load(url: string): Promise<string> {
    const known = loaded.get(url)
    if (known && now() - known.at < freshMs) return known.source
    const source = readSource(url, { fetch, readFile: read, ...limits }).then((bytes) => new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    // NOTE a source that cannot be had just now is used as it was
    const kept = known ? source.catch(() => known.source) : source
    loaded.delete(url)
    loaded.set(url, { source: kept, at: now() })
    kept.catch(() => loaded.delete(url))
    const [oldest] = loaded.keys()
    if (loaded.size > mostSources && oldest !== undefined) loaded.delete(oldest)
    return kept
  }

  return {
    async run(url, { facts, externals }) {
      let source: string
      try {
        source = await load(url)
      } catch (cause) {
        throw new ProgramFailed('could not be loaded', { cause })
      }
      pool ??= createPool()
      try {
        return (await pool.evaluate(source, { ...(facts ? { tlas: facts } : {}), ...(externals ? { extVars: externals } : {}) })) as Json
      } catch (cause) {
        throw new ProgramFailed(cause instanceof JsonnetError ? `failed: ${cause.message}` : 'failed', { cause, said: cause instanceof JsonnetError ? cause.reason : undefined })
      }
    },
    close: async () => pool?.close(),
  }
}
