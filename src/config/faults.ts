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

/**
 * `spelling`: a key or value is written as in an older format. `ignored`: a key has no effect.
 * `risk`: the setting is not safe. `note`: anything else, such as something that will not work.
 */
export type NoticeKind = 'spelling' | 'ignored' | 'risk' | 'note'

/** Something that the operator should know, which does not stop the server. It contains no value. */
export type Notice = {
  readonly kind: NoticeKind
  /** As of a fault; undefined when it is about no place or about all of them. */
  readonly source: string | undefined
  /** As it was written; empty when it is about no key. */
  readonly path: Path
  readonly sentence: string
}

/** `kratos.yml:12: urls.login_ui is an old spelling of …` */
export const noticeLine = ({ source, sentence }: Notice): string =>
  source === undefined ? sentence : `${source}: ${sentence}`

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
  /** What was noticed besides, up to where it could be read. */
  readonly notices: readonly Notice[]
  constructor(faults: readonly Fault[], notices: readonly Notice[] = []) {
    super(
      ['The configuration cannot be used:', ...faults.map((fault) => `  ${faultLine(fault)}`)].join(
        '\n',
      ),
    )
    this.faults = faults
    this.notices = notices
  }
}
