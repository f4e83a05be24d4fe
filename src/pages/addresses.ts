import type { FlowKind } from '#flow/flow.ts'
import { withQuery } from '#lib/url.ts'
import type { PagesSettings } from './parts.ts'

type Parameters = Readonly<Record<string, string | undefined>>

/** Where a flow of this kind begins. */
export const startOf = (
  kind: FlowKind,
  { publicUrl }: PagesSettings,
  parameters: Parameters = {},
): string => complete(`${publicUrl}/self-service/${kind}/browser`, parameters)

/** One of the pages. */
export const pageAt = (
  name: string,
  { publicUrl }: PagesSettings,
  parameters: Parameters = {},
): string => complete(`${publicUrl}/ui/${name}`, parameters)

function complete(address: string, parameters: Parameters): string {
  const given = Object.entries(parameters).filter(
    (one): one is [string, string] => one[1] !== undefined,
  )
  return given.length === 0 ? address : withQuery(address, Object.fromEntries(given))
}
