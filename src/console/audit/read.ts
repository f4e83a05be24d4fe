// The filters of the audit trail, as they stand in the address and in the form of an export.
import type { AuditFilter } from '#audit/audit-store.ts'
import { actions } from '#audit/entry.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'

export const filterNames = ['action', 'actor', 'target', 'request', 'from', 'to'] as const
export type FilterName = (typeof filterNames)[number]

/** What is asked for, and the same as parameters of the address. */
export type AuditQuery = {
  readonly filter: AuditFilter
  readonly parameters: Readonly<Partial<Record<FilterName, string>>>
}

/** Reads filters by their names. A value that is none counts as left out. */
export function readFilters(valueOf: (name: FilterName) => string | undefined): AuditQuery {
  const text = (name: FilterName) => valueOf(name)?.trim() || undefined
  const from = momentOf(text('from')),
    to = momentOf(text('to'))
  const filter = {
    action: actions.find((one) => one === text('action')),
    actor: text('actor'),
    targetId: text('target'),
    requestId: text('request'),
    from,
    to,
  }
  const { action, actor, targetId: target, requestId: request } = filter
  const given = { action, actor, target, request, from: inputText(from), to: inputText(to) }
  return { filter, parameters: given as AuditQuery['parameters'] }
}

export const isFiltered = ({ parameters }: AuditQuery): boolean =>
  Object.values(parameters).some((one) => one !== undefined)

/** A time of a field, which has no zone and is in UTC, or one as in RFC 3339. */
function momentOf(text: string | undefined): Timestamp | undefined {
  const [, minutes, rest, zone] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/i.exec(text ?? '') ?? []
  if (minutes === undefined) return undefined
  const at = Date.parse(`${minutes}${rest ?? ':00'}${zone ?? 'Z'}`)
  return Number.isNaN(at) ? undefined : at
}

/** As a field for a time has it. */
const inputText = (at: Timestamp | undefined): string | undefined =>
  at === undefined ? undefined : toRfc3339(at).replace(/(?::00)?(?:\.000)?Z$/, '')
