import type { Path } from '../paths.ts'
import { parseBytes, parseDuration } from '../quantity.ts'

/** What the parts of the configuration are built with. */
export type Plan = {
  readonly dev: boolean
  /** The folder that relative paths start from. */
  readonly cwd: string
  /** Without a slash at the end. */
  readonly publicUrl: string
  /** Says that something is wrong, or not as safe as it could be; building goes on. */
  readonly fault: (path: Path, problem: string, allowed?: string) => void
  readonly warn: (sentence: string) => void
}

/** For text that the schema has found to be a duration. */
export function ms(text: string): number {
  const duration = parseDuration(text)
  if (duration === undefined) throw new TypeError('unchecked duration')
  return duration
}

export const msOrNone = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : ms(text)

/** For text that the schema has found to be a size. */
export function bytes(text: string): number {
  const size = parseBytes(text)
  if (size === undefined) throw new TypeError('unchecked size')
  return size
}

/**
 * A link as it was written when it is absolute, completed by the public base URL when it is not.
 */
export function absolute(link: string, { publicUrl }: Plan): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(link) ? link : new URL(link, `${publicUrl}/`).href
}
