import type { NoticeKind } from '../faults.ts'
import type { Path } from '../paths.ts'
import { parseBytes, parseDays, parseDuration } from '../quantity.ts'

/** What the parts of the configuration are built with. */
export type Plan = {
  readonly dev: boolean
  /** What is said by a variable only, and not by a key. */
  readonly appsMaySendOrigin: boolean
  /** The variables of OpenTelemetry. */
  readonly otel: Readonly<Record<string, string | undefined>>
  /** Whether a `*` in an origin may cover hosts of strangers. */
  readonly allowsInsecureOrigins: boolean
  /** The folder of relative paths. */
  readonly cwd: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Reports a fault or a risk; building continues. */
  readonly fault: (path: Path, problem: string, allowed?: string) => void
  /** Reports something that is accepted, but has no effect. */
  readonly ignored: (path: Path) => void
  readonly warn: (path: Path, sentence: string, kind?: NoticeKind) => void
}

/** For text that the schema has checked as days or a duration. */
export function daysMs(text: string): number {
  const duration = parseDays(text)
  if (duration === undefined) throw new TypeError('unchecked duration')
  return duration
}

/** For text that the schema has checked as a duration. */
export function ms(text: string): number {
  const duration = parseDuration(text)
  if (duration === undefined) throw new TypeError('unchecked duration')
  return duration
}

export const msOrNone = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : ms(text)

/** For text that the schema has checked as a size. */
export function bytes(text: string): number {
  const size = parseBytes(text)
  if (size === undefined) throw new TypeError('unchecked size')
  return size
}

/** A link as it was written when it is absolute; otherwise completed with the public base URL. */
export function absolute(link: string, { publicUrl }: Plan): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : new URL(link, `${publicUrl}/`).href
}
