import { type Path, pathText } from './paths.ts'

/** A fault in the configuration. It does not contain the value, which may be a secret. */
export type Fault = {
  /** `kratos.yml:12`, `environment variable DSN`; undefined when there is no single source. */
  readonly source: string | undefined
  readonly path: Path
  /**
   * What is wrong, as the end of a sentence that begins with the path: `must be a whole number`.
   */
  readonly problem: string
  /** What is allowed; undefined when the problem tells it. */
  readonly allowed: string | undefined
}

/** `kratos.yml:12: serve.public.port must be a whole number (from 1 to 65535)` */
export function faultLine({ source, path, problem, allowed }: Fault): string {
  const where = source === undefined ? '' : `${source}: `
  const what = path.length === 0 ? problem : `${pathText(path)} ${problem}`
  return `${where}${what}${allowed === undefined ? '' : ` (${allowed})`}`
}

/** The configuration cannot be used; it has all faults that were found. */
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
