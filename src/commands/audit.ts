// `pallas audit verify`, `list` and `export`, on the database of the configuration.
import { actions } from '#audit/entry.ts'
import type { AuditFilter } from '#audit/audit-store.ts'
import type { AuditAdministration, AuditPage } from '#audit/administration.ts'
import { exportLines, type ExportFormat } from '#audit/present.ts'
import type { Verification } from '#audit/verify.ts'
import { withDatabase } from './audit-context.ts'
import type { ProcessContext } from './options.ts'

export type AuditFlags = {
  readonly config: readonly string[]
  readonly actor?: string
  readonly action?: string
  readonly target?: string
  readonly requestId?: string
  readonly from?: string
  readonly to?: string
}

const exportPage = 1000

/** Runs `work` with the audit trail of the database, on behalf of a command. */
export const withAudit = <T>(
  context: ProcessContext,
  { config }: Pick<AuditFlags, 'config'>,
  command: string,
  work: (audit: AuditAdministration) => Promise<T>,
): Promise<T> =>
  withDatabase(context, config, command, ({ administration }) => work(administration))

/** What to print of a verification: a line for each fault, and one for all. */
export function verificationLines({ entries, keys, faults, faultCount, heads }: Verification) {
  const of = ({ stream, position }: { stream: number; position?: number }) =>
    position === undefined ? `stream ${stream}` : `stream ${stream}, entry ${position}`
  return [
    ...faults.map((fault) => `${fault.kind}: ${of(fault)}${fault.id ? ` (${fault.id})` : ''}`),
    ...(faultCount > faults.length ? [`… and ${faultCount - faults.length} more`] : []),
    ...Object.entries(keys).map(([key, count]) => `key ${key}: ${count}`),
    `entries: ${entries}  streams: ${heads.length}  faults: ${faultCount}`,
  ]
}

/** Throws an error that tells what cannot be read. */
export function filterOf({ actor, action, target, requestId, from, to }: AuditFlags): AuditFilter {
  const known = actions.find((one) => one === action)
  if (action !== undefined && known === undefined)
    throw new Error(`--action must be one of ${actions.join(', ')}`)
  return {
    actor,
    action: known,
    targetId: target,
    requestId,
    from: timeOf('from', from),
    to: timeOf('to', to),
  }
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = Date.parse(text)
  if (Number.isNaN(at)) throw new Error(`--${name} must be a time such as 2026-05-01T12:00:00Z`)
  return at
}

/** Hands out the lines of a whole export, page by page. */
export async function* exportedLines(
  audit: AuditAdministration,
  filter: AuditFilter,
  format: ExportFormat,
): AsyncGenerator<string> {
  let after: string | undefined
  do {
    const { shown, last }: AuditPage = await audit.export(filter, { limit: exportPage, after })
    for (const line of exportLines(shown, format, after === undefined)) yield `${line}\n`
    after = last
  } while (after !== undefined)
}
