// The report of `pallas config check`.
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { SchemaFaults } from '#schema/faults.ts'
import type { Config } from './config.ts'
import { documentFaults } from './documents.ts'
import { ConfigError, type Fault, faultLine } from './faults.ts'
import { type ConfigRequest, examine, type Examined, linesOf } from './read.ts'
import { readFiles } from './sources.ts'

export type CheckResult = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 }

/** Loads the identity schemas of a configuration. Throws SchemaFaults. */
export type LoadSchemas = (config: Config) => Promise<IdentitySchemas>

/**
 * Checks a configuration as the server would read it, with all documents that it names, without
 * changing anything. Exit code 1 when the server would not start with it, or when something in it
 * would not work.
 */
export async function checkConfig(
  request: ConfigRequest,
  loadSchemas: LoadSchemas,
): Promise<CheckResult> {
  const name = request.files.length === 0 ? 'the configuration' : request.files.join(', ')
  try {
    const examined = examine(readFiles(request.files, request.cwd), request)
    const faults = await faultsOfDocuments(examined, request, loadSchemas)
    if (faults.length > 0) throw new ConfigError(faults)
    return {
      lines: [...linesOf(examined.notices).map((line) => `warning: ${line}`), `${name}: valid`],
      exitCode: 0,
    }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const { faults } = error
    return {
      lines: [
        ...faults.map((fault) => `fault: ${faultLine(fault)}`),
        `${name}: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}`,
      ],
      exitCode: 1,
    }
  }
}

/** The faults of everything that the configuration names, identity schemas included. */
export async function faultsOfDocuments(
  examined: Examined,
  { cwd }: ConfigRequest,
  loadSchemas: LoadSchemas,
): Promise<readonly Fault[]> {
  return [...(await schemaFaults(examined, loadSchemas)), ...documentFaults(examined, cwd)]
}

/** The faults of identity schemas, with the place where the configuration names them. */
export async function schemaFaults(
  { config, settings, placeOf }: Examined,
  loadSchemas: LoadSchemas,
): Promise<readonly Fault[]> {
  try {
    await loadSchemas(config)
    return []
  } catch (error) {
    if (!(error instanceof SchemaFaults)) throw error
    const ids = settings.identity.schemas?.map(({ id }) => id) ?? []
    return error.faults.map(({ schemaId, pointer, reason }) => {
      const path = ['identity', 'schemas', Math.max(ids.indexOf(schemaId), 0), 'url']
      const problem =
        pointer === ''
          ? `names the schema ${schemaId}, which cannot be used: ${reason}`
          : `names the schema ${schemaId}, which has a fault at ${pointer}: ${reason}`
      return { source: undefined, path, problem, allowed: undefined, ...placeOf(path) }
    })
  }
}
