// Programs of the configuration (Jsonnet), which make bodies, claims and traits: run away from the main thread, within a
// budget of time, memory and steps.
import { createPool, JsonnetError, type Pool } from '#jsonnet'
import type { Json } from '#lib/json.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import type { Sources } from './sources.ts'

export function createPrograms(sources: Sources): Programs & { close(): Promise<void> } {
  let pool: Pool | undefined

  const load = async (url: string): Promise<string> => {
    try {
      return await sources(url)
    } catch (cause) {
      throw new ProgramFailed('could not be loaded', { cause })
    }
  }

  return {
    async run(url, { facts, externals }) {
      const source = await load(url)
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
