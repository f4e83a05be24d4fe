import type { FlowKind } from '#flow/flow.ts'
import { withQuery } from '#lib/url.ts'
import type { PagesSettings } from './parts.ts'

type Parameters = Readonly<Record<string, string | undefined>>

/** The URL that starts a new flow of this kind. */
export const startUrl = (
  kind: FlowKind,
  { publicUrl }: PagesSettings,
  parameters: Parameters = {},
): string => withParameters(`${publicUrl}/self-service/${kind}/browser`, parameters)

/** The URL of a page by its name, such as `sessions`. */
export const pageUrl = (
  name: string,
  { pagesUrl }: PagesSettings,
  parameters: Parameters = {},
): string => withParameters(`${pagesUrl}/${name}`, parameters)

function withParameters(url: string, parameters: Parameters): string {
  const given = Object.entries(parameters).filter(
    (one): one is [string, string] => one[1] !== undefined,
  )
  return given.length === 0 ? url : withQuery(url, Object.fromEntries(given))
}
