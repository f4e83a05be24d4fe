import type { AuditFilter } from '#audit/audit-store.ts'
import type { ChainedEntry } from '#audit/entry.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { JsonObject } from '#lib/json.ts'
import { allRows, pageRows, type DataPart, type DataSources } from '../part.ts'

/**
 * The audit trail about the person: first what was done to them, then what they did to others. It does
 * not tell who else has acted, nor from where, nor to whom.
 */
export const activity: DataPart = {
  name: 'activity',
  tables: ['audit_entries'],
  async *many({ account: { identity } }, sources) {
    const { id } = identity
    for await (const entry of newestFirst({ targetId: id }, sources)) yield tell(entry, id)
    for await (const entry of newestFirst({ actor: id }, sources))
      if (entry.target.id !== id) yield tell(entry, id)
  },
}

const newestFirst = (filter: AuditFilter, { audit }: DataSources) =>
  allRows<ChainedEntry>((last) => audit.list(filter, { limit: pageRows, after: last?.id }))

function tell({ at, action, actor, target, client, fields, count }: ChainedEntry, id: string) {
  const isOwn = actor.id === id
  const told: JsonObject = {
    at: toRfc3339(at),
    action,
    by: isOwn ? 'you' : actor.kind,
    about: target.id === id ? 'you' : target.kind,
    ...(isOwn && client !== undefined ? { client_address: client } : {}),
    fields,
    ...(count === undefined ? {} : { count }),
  }
  return told
}
