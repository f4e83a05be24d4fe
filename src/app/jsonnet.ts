// Programs of the configuration (Jsonnet), which make bodies, claims and traits: run away from the
// main thread, within a budget of time, memory and steps.
import { createPool, JsonnetError, type Pool } from '#jsonnet'
import type { Json } from '#lib/json.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import type { RemoteDocuments } from './remote-documents.ts'

export function createPrograms(
  remoteDocuments: RemoteDocuments,
): Programs & { close(): Promise<void> } {
  let pool: Pool | undefined

  const load = async (url: string): Promise<string> => {
    try {
      return await remoteDocuments(url)
    } catch (cause) {
      throw new ProgramFailed('could not be loaded', { cause })
    }
  }

  return {
    async run(url, { facts, externals }) {
      const source = await load(url)
      pool ??= createPool()
      try {
        return (await pool.evaluate(source, {
          ...(facts ? { tlas: facts } : {}),
          ...(externals ? { extVars: externals } : {}),
        })) as Json
      } catch (cause) {
        throw cause instanceof JsonnetError
          ? new ProgramFailed(whatFailed(cause), { cause, said: cause.reason })
          : new ProgramFailed('failed', { cause })
      }
    },
    close: async () => pool?.close(),
  }
}

/**
 * What a program says while it runs may hold what it was told: then only where it failed is told
 * on.
 */
function whatFailed(error: JsonnetError): string {
  if (error.kind !== 'runtime' && error.kind !== 'input') return `failed: ${error.message}`
  return error.position ? `failed at ${error.position.line}:${error.position.column}` : 'failed'
}
