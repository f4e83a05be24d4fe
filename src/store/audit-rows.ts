// How heads and entries of the audit trail are stored in columns.
import type { Selectable } from 'kysely'
import type { ActorKind, AuditAction, ChainedEntry, Head, TargetKind } from '#audit/entry.ts'
import type { AuditEntriesTable, AuditHeadsTable } from './tables/audit.ts'
import { fromText, optional, toKey, toText } from './text.ts'

export type HeadRow = Selectable<AuditHeadsTable>

/** Of a stream whose head is gone: one without a key. */
export const emptyHead = (stream: number): Head => ({
  stream,
  position: 0,
  mac: '',
  anchorPosition: 0,
  anchorMac: '',
  keyId: '',
  seal: '',
})

export const headRow = (head: Head): HeadRow => ({
  stream: head.stream,
  position: head.position,
  mac: head.mac,
  anchor_position: head.anchorPosition,
  anchor_mac: head.anchorMac,
  key_id: head.keyId,
  seal: head.seal,
})

export const readHead = (row: HeadRow): Head => ({
  stream: row.stream,
  position: row.position,
  mac: row.mac,
  anchorPosition: row.anchor_position,
  anchorMac: row.anchor_mac,
  keyId: row.key_id,
  seal: row.seal,
})

/** What its place in a stream gives an entry. */
export const placeColumns = ['stream', 'position', 'key_id', 'mac'] as const

export const entryColumns = [
  'id',
  'at',
  'action',
  'actor_kind',
  'actor_id',
  'actor_name',
  'actor_right',
  'target_kind',
  'target_id',
  'client_address',
  'client_salt',
  'client_digest',
  'request_id',
  'fields',
  'affected',
  'device',
  ...placeColumns,
] as const satisfies readonly (keyof AuditEntriesTable)[]

/** The values of an entry in the order of `entryColumns`. */
export const entryValues = (entry: ChainedEntry): (string | number | null)[] => [
  entry.id,
  entry.at,
  entry.action,
  entry.actor.kind,
  optional(entry.actor.id, toKey) ?? null,
  optional(entry.actor.name, toText) ?? null,
  toKey(entry.actor.right),
  entry.target.kind,
  optional(entry.target.id, toKey) ?? null,
  optional(entry.client, toText) ?? null,
  entry.clientSalt ?? null,
  entry.clientDigest ?? null,
  optional(entry.requestId, toKey) ?? null,
  toText(entry.fields.join(' ')),
  entry.count ?? null,
  optional(entry.device, toText) ?? null,
  entry.stream,
  entry.position,
  entry.keyId,
  entry.mac,
]

export const readEntry = (row: Selectable<AuditEntriesTable>): ChainedEntry => ({
  id: row.id,
  stream: row.stream,
  position: row.position,
  at: row.at,
  action: row.action as AuditAction,
  actor: {
    kind: row.actor_kind as ActorKind,
    id: optional(row.actor_id, fromText),
    name: optional(row.actor_name, fromText),
    right: fromText(row.actor_right),
  },
  target: { kind: row.target_kind as TargetKind, id: optional(row.target_id, fromText) },
  client: optional(row.client_address, fromText),
  device: optional(row.device, fromText),
  clientSalt: row.client_salt ?? undefined,
  clientDigest: row.client_digest ?? undefined,
  requestId: optional(row.request_id, fromText),
  fields: row.fields === '' ? [] : fromText(row.fields).split(' '),
  count: row.affected ?? undefined,
  keyId: row.key_id,
  mac: row.mac,
})
