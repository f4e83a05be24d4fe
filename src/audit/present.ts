// Entries as others get them: JSON, a line of JSON, a row of CSV.
import { csvRow } from '#lib/csv.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { ChainedEntry } from './entry.ts'

export const presentEntry = (entry: ChainedEntry) => ({
  id: entry.id,
  at: toRfc3339(entry.at),
  action: entry.action,
  actor: {
    kind: entry.actor.kind,
    ...(entry.actor.id === undefined ? {} : { id: entry.actor.id }),
    ...(entry.actor.name === undefined ? {} : { name: entry.actor.name }),
    right: entry.actor.right,
  },
  target: {
    kind: entry.target.kind,
    ...(entry.target.id === undefined ? {} : { id: entry.target.id }),
  },
  ...(entry.client === undefined ? {} : { client_address: entry.client }),
  ...(entry.device === undefined ? {} : { device: entry.device }),
  ...(entry.requestId === undefined ? {} : { request_id: entry.requestId }),
  fields: entry.fields,
  ...(entry.count === undefined ? {} : { count: entry.count }),
  stream: entry.stream,
  position: entry.position,
  key_id: entry.keyId,
  mac: entry.mac,
})

export const exportFormats = ['jsonl', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  jsonl: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
}

const columns: readonly (readonly [string, (entry: ChainedEntry) => unknown])[] = [
  ['id', ({ id }) => id],
  ['at', ({ at }) => toRfc3339(at)],
  ['action', ({ action }) => action],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor_id', ({ actor }) => actor.id],
  ['actor_name', ({ actor }) => actor.name],
  ['actor_right', ({ actor }) => actor.right],
  ['target_kind', ({ target }) => target.kind],
  ['target_id', ({ target }) => target.id],
  ['client_address', ({ client }) => client],
  ['request_id', ({ requestId }) => requestId],
  ['fields', ({ fields }) => fields.join(' ')],
  ['count', ({ count }) => count],
  ['stream', ({ stream }) => stream],
  ['position', ({ position }) => position],
  ['key_id', ({ keyId }) => keyId],
  ['mac', ({ mac }) => mac],
  ['device', ({ device }) => device],
]

/** The lines of an export; `head`: whether CSV begins with the names of its columns. */
export function exportLines(
  entries: readonly ChainedEntry[],
  format: ExportFormat,
  head: boolean,
): readonly string[] {
  if (format === 'jsonl') return entries.map((entry) => JSON.stringify(presentEntry(entry)))
  const names = head ? [csvRow(columns.map(([name]) => name))] : []
  return [...names, ...entries.map((entry) => csvRow(columns.map(([, of]) => of(entry))))]
}
