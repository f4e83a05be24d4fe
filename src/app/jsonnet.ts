// Runs the Jsonnet programs of the configuration (request bodies, claims, data mappers) in worker
// threads, with limits on time, memory and steps.
import { createPool, JsonnetError, type Pool } from '#jsonnet'
import type { Json } from '#lib/json.ts'
import { ProgramFailed, type Programs } from '#lib/programs.ts'
import { traced } from '#lib/tracing.ts'
import type { RemoteDocuments } from './remote-documents.ts'

/** Creates the runner of Jsonnet programs. The worker pool starts with the first program. */
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

  const run: Programs['run'] = async (url, { facts, externals }) => {
    const source = await load(url)
    pool ??= createPool()
    try {
      return (await pool.evaluate(source, {
        ...(facts ? { tlas: facts } : {}),
        ...(externals ? { extVars: externals } : {}),
      })) as Json
    } catch (cause) {
      throw cause instanceof JsonnetError
        ? new ProgramFailed(failureOf(cause), { cause, programMessage: cause.reason })
        : new ProgramFailed('failed', { cause })
    }
  }

  return {
    run: (url, inputs) => traced('jsonnet', {}, () => run(url, inputs)),
    close: async () => pool?.close(),
  }
}

/**
 * The failure for the log. A runtime error message may contain input data (such as traits), so only
 * its position is given.
 */
function failureOf(error: JsonnetError): string {
  if (error.kind !== 'runtime' && error.kind !== 'input') return `failed: ${error.message}`
  return error.position ? `failed at ${error.position.line}:${error.position.column}` : 'failed'
}
