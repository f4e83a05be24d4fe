import { type Path, spell } from './paths.ts'

/** Something wrong with the configuration. Never holds the value itself: it may be a secret. */
export type Fault = {
  /** `kratos.yml:12`, `environment variable DSN`; undefined when no single place is to blame. */
  readonly source: string | undefined
  readonly path: Path
  /**
   * What is wrong, as the end of a sentence that begins with the path: `must be a whole number`.
   */
  readonly problem: string
  /** What would be right; undefined when the problem says so already. */
  readonly allowed: string | undefined
}

/** `kratos.yml:12: serve.public.port must be a whole number (from 1 to 65535)` */
export function faultLine({ source, path, problem, allowed }: Fault): string {
  const where = source === undefined ? '' : `${source}: `
  const what = path.length === 0 ? problem : `${spell(path)} ${problem}`
  return `${where}${what}${allowed === undefined ? '' : ` (${allowed})`}`
}

/** The configuration cannot be used. Carries every fault that was found. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly Fault[]
  constructor(faults: readonly Fault[]) {
    super(
      ['The configuration cannot be used:', ...faults.map((fault) => `  ${faultLine(fault)}`)].join(
        '\n',
      ),
    )
    this.faults = faults
  }
}
