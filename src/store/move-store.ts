import type { Kept, MovedKind, MoveStore } from '#move/move-store.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { keptIn, ofOwners } from './encode-moved.ts'
import { numberLiteral } from './limited-delete.ts'
import { fromText, toKey } from './text.ts'

/** In one statement. */
const idsAtOnce = 500

export function createMoveStore(database: Database): MoveStore {
  const { db } = database
  const bulk = createBulk(database)
  const of = (source: string, kind: MovedKind) =>
    db.selectFrom('pallas_moved').where('source', '=', toKey(source)).where('kind', '=', kind)

  async function inParts<T>(
    ids: readonly string[],
    work: (part: readonly string[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const found: T[] = []
    for (let at = 0; at < ids.length; at += idsAtOnce)
      found.push(...(await work(ids.slice(at, at + idsAtOnce).map(toKey))))
    return found
  }

  async function keep(kind: MovedKind, moved: readonly Kept[]): Promise<void> {
    if (kind === 'message') return
    const rows = moved.flatMap(({ id, kept: details }) =>
      details === undefined ? [] : [{ id: toKey(id), details }],
    )
    await bulk.insert(keptIn[kind], rows)
  }

  return {
    async after(source, kind, after, limit) {
      const rows = await of(source, kind)
        .select(['id', 'digest', 'version'])
        .where('id', '>', toKey(after))
        .orderBy('id')
        .limit(numberLiteral(limit))
        .execute()
      return rows.map(({ id, digest, version }) => ({ id: fromText(id), digest, version }))
    },
    async find(source, kind, id) {
      const row = await of(source, kind)
        .select(['digest', 'version'])
        .where('id', '=', toKey(id))
        .executeTakeFirst()
      return row && { id, ...row }
    },
    async count(source, kind) {
      const row = await of(source, kind)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return row.count
    },
    async add(source, kind, moved) {
      await bulk.insert(
        'pallas_moved',
        moved.map(({ id, digest, version }) => ({
          source: toKey(source),
          kind,
          id: toKey(id),
          digest,
          version,
        })),
      )
      await keep(kind, moved)
    },
    async change(source, kind, changed) {
      const { id, digest, version } = changed
      await db
        .updateTable('pallas_moved')
        .set({ digest, version })
        .where('source', '=', toKey(source))
        .where('kind', '=', kind)
        .where('id', '=', toKey(id))
        .execute()
      if (kind === 'message') return
      await db.deleteFrom(keptIn[kind]).where('id', '=', toKey(id)).execute()
      await keep(kind, [changed])
    },
    async remove(source, kind, ids) {
      await inParts(ids, async (part) => {
        await db
          .deleteFrom('pallas_moved')
          .where('source', '=', toKey(source))
          .where('kind', '=', kind)
          .where('id', 'in', part)
          .execute()
        return []
      })
    },
    async missingIdentities(ids) {
      const missing = new Set<string>()
      await inParts(ids, async (part) => {
        const known = db.selectFrom('pallas_identities').where('id', 'in', part)
        const { count } = await known
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
        if (count === part.length) return []
        const found = new Set((await known.select('id').execute()).map(({ id }) => id))
        for (const id of part) if (!found.has(id)) missing.add(fromText(id))
        return []
      })
      return missing
    },
    async sessions(ids) {
      const [first, last] = [ids[0], ids.at(-1)]
      if (first === undefined || last === undefined) return new Set()
      // NOTE usually there is none between the first and the last, which takes one look-up
      const some = await db
        .selectFrom('pallas_sessions')
        .select('id')
        .where('id', '>=', toKey(first))
        .where('id', '<=', toKey(last))
        .limit(numberLiteral(1))
        .execute()
      if (some.length === 0) return new Set()
      const rows = await inParts(ids, (part) =>
        db.selectFrom('pallas_sessions').select('id').where('id', 'in', part).execute(),
      )
      return new Set(rows.map(({ id }) => fromText(id)))
    },
    async kept(kind, ids) {
      const rows = await inParts(ids, (part) =>
        db.selectFrom(keptIn[kind]).selectAll().where('id', 'in', part).execute(),
      )
      return new Map(rows.map(({ id, details }) => [fromText(id), details]))
    },
    async insertSessions({ tables }, left) {
      for (const table of tables)
        await bulk.insertChunks(
          table.table,
          table.columns,
          left.size === 0 ? table.chunks : ofOwners(table, (owner) => !left.has(owner)),
        )
    },
    async credentials(source) {
      const rows = await db
        .selectFrom('pallas_moved as m')
        .innerJoin('pallas_credentials as c', 'c.identity_id', 'm.id')
        .where('m.source', '=', toKey(source))
        .where('m.kind', '=', 'identity')
        .where('c.config', '<>', '{}')
        .groupBy('c.type')
        .select(['c.type', ({ fn }) => fn.countAll<number>().as('count')])
        .execute()
      return new Map(rows.map(({ type, count }) => [type, count]))
    },
  }
}
