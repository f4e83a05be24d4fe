// The report of `pallas config check`.
import { ConfigError, faultLine } from './faults.ts'
import { type ConfigRequest, examine } from './read.ts'
import { readFiles } from './sources.ts'

export type CheckResult = { readonly lines: readonly string[]; readonly exitCode: 0 | 1 }

/**
 * Checks a configuration as the server would read it, without changing anything. Exit code 1 when
 * the server would not start with it.
 */
export function checkConfig(request: ConfigRequest): CheckResult {
  const name = request.files.length === 0 ? 'the configuration' : request.files.join(', ')
  try {
    const { warnings } = examine(readFiles(request.files, request.cwd), request)
    return {
      lines: [...warnings.map((warning) => `warning: ${warning}`), `${name}: valid`],
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
