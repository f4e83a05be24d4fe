import type { Selectable } from 'kysely'
import type { AuditFilter, AuditStore } from '#audit/audit-store.ts'
import { streams, streamOf, type Chain } from '#audit/chain.ts'
import type {
  ActorKind,
  AuditAction,
  AuditEntry,
  ChainedEntry,
  Head,
  TargetKind,
} from '#audit/entry.ts'
import { createBulk } from './bulk.ts'
import { prepare, type Database } from './database.ts'
import { Retryable } from './failures.ts'
import { numberLiteral } from './limited-delete.ts'
import type { AuditEntriesTable, AuditHeadsTable } from './tables/audit.ts'
import { fromText, optional, toKey, toText } from './text.ts'

type Appended = { readonly entry: AuditEntry; readonly chain: Chain }
type HeadRow = Selectable<AuditHeadsTable>

export function createAuditStore(database: Database): AuditStore {
  const { db, dialect, together } = database
  const bulk = createBulk(database)
  const entries = db.selectFrom('pallas_audit_entries').selectAll()
  const allHeads = db.selectFrom('pallas_audit_heads').selectAll().orderBy('stream')
  // NOTE SQLite has only one writer anyway
  const lockable = dialect === 'sqlite' ? allHeads : allHeads.forUpdate()
  const lockHead = prepare(
    database,
    'pallas_audit_head',
    lockable.where('stream', '=', 0).compile(),
  )
  const moveHead = prepare(
    database,
    'pallas_audit_move_head',
    db
      .updateTable('pallas_audit_heads')
      .set({ position: 0, mac: '', anchor_position: 0, anchor_mac: '', key_id: '', seal: '' })
      .where('stream', '=', 0)
      .where('seal', '=', '')
      .compile(),
  )
  /**
   * The heads as this process has left them. Nobody need read one that is still the same; one that
   * others have moved, or whose transaction was rolled back, does not match and is read.
   */
  const known = new Map<number, Head>()

  /** Makes all heads, so that one that is removed is missed. */
  async function makeHeads(chain: Chain): Promise<void> {
    const rows = Array.from({ length: streams }, (_, stream) =>
      headRow(chain.seal({ stream, position: 0, mac: '', anchorPosition: 0, anchorMac: '' })),
    )
    const insert = db.insertInto('pallas_audit_heads').values(rows)
    await (
      dialect === 'mysql' ? insert.ignore() : insert.onConflict((conflict) => conflict.doNothing())
    ).execute()
  }

  /** False, and nothing is stored, when the head is not as `before` any more. */
  async function storeHead(before: Head, { stream, ...head }: Head): Promise<boolean> {
    const { position, mac, anchor_position, anchor_mac, key_id, seal } = headRow({
      stream,
      ...head,
    })
    const values = [position, mac, anchor_position, anchor_mac, key_id, seal]
    const { changes } = await moveHead([...values, stream, before.seal])
    return changes > 0
  }

  async function finish(appended: readonly Appended[]): Promise<void> {
    const byStream = Map.groupBy(appended, ({ entry }) => streamOf(entry))
    const added: ChainedEntry[] = []
    // NOTE in one order, so that nobody waits for somebody who waits for them
    for (const stream of [...byStream.keys()].sort((a, b) => a - b))
      added.push(...(await extend(stream, byStream.get(stream) ?? [])))
    await bulk.insert('pallas_audit_entries', added.map(entryRow))
    await appended[0]?.chain.added?.(added)
  }

  /** Moves the head of a stream, and gives the entries their places. */
  async function extend(
    stream: number,
    appended: readonly Appended[],
  ): Promise<readonly ChainedEntry[]> {
    const chain = appended[0]?.chain
    if (!chain) return []
    const remembered = known.get(stream)
    known.delete(stream)
    return (
      (remembered && (await moved(remembered, appended, chain))) ??
      (await moved(await headOf(stream, chain), appended, chain)) ??
      []
    )
  }

  /** Undefined, and nothing is stored, when the head is not as it was. */
  async function moved(
    before: Head,
    appended: readonly Appended[],
    chain: Chain,
  ): Promise<readonly ChainedEntry[] | undefined> {
    let head = before
    const added = appended.map(({ entry }): ChainedEntry => {
      const place = { stream: head.stream, position: head.position + 1 }
      const linked = chain.link(entry, place, head.mac)
      head = { ...head, position: linked.position, mac: linked.mac }
      return linked
    })
    const sealed = chain.seal(head)
    // NOTE a head that somebody has removed is no reason to refuse a change: the verification tells
    if (!(await storeHead(before, sealed)) && before.keyId !== '') return undefined
    known.set(head.stream, sealed)
    return added
  }

  async function headOf(stream: number, chain: Chain): Promise<Head> {
    const find = async () => {
      const { rows } = await lockHead([stream])
      return rows[0] && readHead(rows[0] as HeadRow)
    }
    const found = await find()
    if (found) return found
    if ((await database.run(anyHead)).rows.length === 0) await makeHeads(chain)
    return (await find()) ?? (await withoutHead(stream))
  }

  /** Where a stream ends whose head somebody has removed, by its entries. */
  async function withoutHead(stream: number): Promise<Head> {
    const last = await entries
      .where('stream', '=', stream)
      .orderBy('position', 'desc')
      .limit(numberLiteral(1))
      .executeTakeFirst()
    const end = last && { position: last.position, mac: last.mac }
    return { ...emptyHead(stream), ...end }
  }

  const anyHead = {
    ...db.selectFrom('pallas_audit_heads').select('stream').limit(numberLiteral(1)).compile(),
    reads: true,
  }

  function filtered({ actor, action, targetId, requestId, from, to }: AuditFilter): typeof entries {
    let query = entries
    if (actor !== undefined)
      query = query.where(({ or, eb }) =>
        or([eb('actor_id', '=', toKey(actor)), eb('actor_kind', '=', toKey(actor))]),
      )
    if (action !== undefined) query = query.where('action', '=', action)
    if (targetId !== undefined) query = query.where('target_id', '=', toKey(targetId))
    if (requestId !== undefined) query = query.where('request_id', '=', toKey(requestId))
    if (from !== undefined) query = query.where('at', '>=', from)
    if (to !== undefined) query = query.where('at', '<', to)
    return query
  }

  return {
    append: (entry, chain) =>
      together(async () => database.atEnd<Appended>(finish, { entry, chain })),
    async list(filter, { limit, after }) {
      let query = filtered(filter)
      if (after !== undefined) query = query.where('id', '<', toKey(after))
      const rows = await query.orderBy('id', 'desc').limit(numberLiteral(limit)).execute()
      return rows.map(readEntry)
    },
    async read(stream, after, limit) {
      const rows = await entries
        .where('stream', '=', stream)
        .where('position', '>', after)
        .orderBy('position')
        .limit(numberLiteral(limit))
        .execute()
      return rows.map(readEntry)
    },
    async counts() {
      const rows = await db
        .selectFrom('pallas_audit_entries')
        .select(['stream', ({ fn }) => fn.countAll<number | string>().as('count')])
        .groupBy('stream')
        .execute()
      return new Map(rows.map(({ stream, count }) => [stream, Number(count)]))
    },
    async countUpTo(stream, position) {
      const { count } = await db
        .selectFrom('pallas_audit_entries')
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('stream', '=', stream)
        .where('position', '<=', position)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
    heads: async () => (await allHeads.execute()).map(readHead),
    deleteBefore: (stream, before, limit, chain) =>
      together(async () => {
        const { rows } = await lockHead([stream])
        if (!rows[0]) return 0
        const head = readHead(rows[0] as HeadRow)
        const first = await entries
          .where('stream', '=', stream)
          .where('position', '>', head.anchorPosition)
          .orderBy('position')
          .limit(numberLiteral(limit))
          .execute()
        const kept = first.findIndex(({ at }) => at >= before)
        const last = (kept === -1 ? first : first.slice(0, kept)).at(-1)
        if (!last) return 0
        const { numDeletedRows } = await db
          .deleteFrom('pallas_audit_entries')
          .where('stream', '=', stream)
          .where('position', '<=', last.position)
          .executeTakeFirst()
        const anchor = { anchorPosition: last.position, anchorMac: last.mac }
        known.delete(stream)
        if (!(await storeHead(head, chain.seal({ ...head, ...anchor }))))
          throw new Retryable('The audit trail goes on elsewhere.')
        return Number(numDeletedRows)
      }),
  }
}

const emptyHead = (stream: number): Head => ({
  stream,
  position: 0,
  mac: '',
  anchorPosition: 0,
  anchorMac: '',
  keyId: '',
  seal: '',
})

const headRow = (head: Head): HeadRow => ({
  stream: head.stream,
  position: head.position,
  mac: head.mac,
  anchor_position: head.anchorPosition,
  anchor_mac: head.anchorMac,
  key_id: head.keyId,
  seal: head.seal,
})

const readHead = (row: HeadRow): Head => ({
  stream: row.stream,
  position: row.position,
  mac: row.mac,
  anchorPosition: row.anchor_position,
  anchorMac: row.anchor_mac,
  keyId: row.key_id,
  seal: row.seal,
})

const entryRow = (entry: ChainedEntry): Selectable<AuditEntriesTable> => ({
  id: entry.id,
  stream: entry.stream,
  position: entry.position,
  at: entry.at,
  action: entry.action,
  actor_kind: entry.actor.kind,
  actor_id: optional(entry.actor.id, toKey) ?? null,
  actor_name: optional(entry.actor.name, toText) ?? null,
  actor_right: toKey(entry.actor.right),
  target_kind: entry.target.kind,
  target_id: optional(entry.target.id, toKey) ?? null,
  client_address: optional(entry.client, toText) ?? null,
  request_id: optional(entry.requestId, toKey) ?? null,
  fields: toText(entry.fields.join(' ')),
  affected: entry.count ?? null,
  key_id: entry.keyId,
  mac: entry.mac,
})

const readEntry = (row: Selectable<AuditEntriesTable>): ChainedEntry => ({
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
  requestId: optional(row.request_id, fromText),
  fields: row.fields === '' ? [] : fromText(row.fields).split(' '),
  count: row.affected ?? undefined,
  keyId: row.key_id,
  mac: row.mac,
})
