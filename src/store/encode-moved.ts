// Rows of what was brought from another system, as values, table by table; as for accounts, this can be
// done in another thread than storing.
import type { PackedTable } from '#identity/identity-store.ts'
import type { Kept, PackedSessions } from '#move/move-store.ts'
import type { MappedSession } from '#move/sessions.ts'
import { rowsPerChunk, valuesOf, type PackChunk } from './chunks.ts'
import { packRows } from './encode-accounts.ts'
import { sessionColumns, sessionRow } from './encode-session.ts'
import { toKey } from './text.ts'

export const keptIn = { identity: 'pallas_kept_people', session: 'pallas_kept_sessions' } as const

const movedColumns = ['source', 'kind', 'id', 'digest', 'version'] as const
const keptColumns = ['id', 'details'] as const

/** Packs, one after the other, what `MoveStore.add` stores. */
export function createMovedPacker(source: string, kind: keyof typeof keptIn, pack: PackChunk) {
  const moved = packRows(pack),
    kept = packRows(pack)
  const sourceKey = toKey(source)
  return {
    /** `owner`: the index of what it belongs to. */
    add({ id: plain, digest, version, kept: details }: Kept, owner: number): void {
      const id = toKey(plain)
      moved.add([sourceKey, kind, id, digest, version], id, owner)
      if (details !== undefined) kept.add([id, details], id, owner)
    },
    finish: (): readonly PackedTable[] => [
      { table: 'pallas_moved', ...moved.finish(movedColumns) },
      { table: keptIn[kind], ...kept.finish(keptColumns) },
    ],
  }
}

/** Packs sessions with what is known of where they came from. */
export function createSessionPacker(source: string, pack: PackChunk) {
  const rows = packRows(pack),
    moved = createMovedPacker(source, 'session', pack)
  const ids: string[] = [],
    identityIds: string[] = []
  return {
    add({ session, token }: MappedSession, one: Kept): void {
      const owner = ids.length
      rows.add(sessionRow(session, token), toKey(session.id), owner)
      moved.add(one, owner)
      ids.push(session.id)
      identityIds.push(session.identityId)
    },
    finish: (): PackedSessions => ({
      ids,
      identityIds,
      tables: [{ table: 'pallas_sessions', ...rows.finish(sessionColumns) }, ...moved.finish()],
    }),
  }
}

/** The rows of some owners. */
export function ofOwners(
  table: PackedTable,
  isWanted: (owner: number) => boolean,
): PackedTable['chunks'] {
  const { columns, chunks, owners } = table
  const wanted: unknown[] = []
  let row = 0
  for (const chunk of chunks) {
    const values = valuesOf(chunk)
    for (let at = 0; at < values.length; at += columns.length)
      if (isWanted(owners[row++] ?? 0)) wanted.push(...values.slice(at, at + columns.length))
  }
  const size = rowsPerChunk * columns.length
  return Array.from({ length: Math.ceil(wanted.length / (size || 1)) }, (_, at) =>
    wanted.slice(at * size, (at + 1) * size),
  )
}
