// The audit trail: adds entries to their streams, lists them, and deletes the oldest.
import type { AuditFilter, AuditStore } from '#audit/audit-store.ts'
import type { Chain } from '#audit/chain.ts'
import {
  actorKinds,
  type ActorKind,
  type AuditEntry,
  type ChainedEntry,
  type Head,
} from '#audit/entry.ts'
import { createAuditClients } from './audit-clients.ts'
import { createAuditHeads } from './audit-heads.ts'
import { entryColumns, entryValues, readEntry } from './audit-rows.ts'
import { createAuditTargets } from './audit-targets.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { Retryable } from './failures.ts'
import { numberLiteral } from './limited-delete.ts'
import { toKey } from './text.ts'
import { createTurns } from './turns.ts'

const isKind = (text: string): text is ActorKind => actorKinds.includes(text as ActorKind)

/** Entries of several changes are stored by few statements, those of a few by one. */
const batchSizes = [64, 32, ...Array.from({ length: 16 }, (_, at) => 16 - at)]

const newestFirst = (one: { readonly id: string }, other: { readonly id: string }): number =>
  one.id < other.id ? 1 : -1

type Appended = { readonly entry: AuditEntry; readonly chain: Chain }

export function createAuditStore(database: Database): AuditStore {
  const { db, together } = database
  const bulk = createBulk(database, batchSizes)
  const heads = createAuditHeads(database)
  const targets = createAuditTargets(database)
  const entries = db.selectFrom('pallas_audit_entries').selectAll()
  /**
   * The heads as this process has left them. Nobody need read one that is still the same; one that
   * others have moved, or whose transaction was rolled back, does not match and is read.
   */
  const known = new Map<number, Head>()
  const turns = createTurns()
  const insert = (added: readonly ChainedEntry[]) =>
    bulk.insertChunks('pallas_audit_entries', entryColumns, [added.flatMap(entryValues)])

  async function finish(appended: readonly Appended[]): Promise<void> {
    const [first] = appended
    if (first && appended.length === 1) {
      const { entry, chain } = first
      const added = await extend(targets.streamFor(entry), [entry], chain, true)
      return chain.added?.(added)
    }
    for (const [chain, own] of Map.groupBy(appended, (one) => one.chain)) {
      const added = await addAll(own, chain)
      await chain.added?.(added)
    }
  }

  async function addAll(
    appended: readonly Appended[],
    chain: Chain,
  ): Promise<readonly ChainedEntry[]> {
    const byStream = Map.groupBy(appended, ({ entry }) => targets.streamFor(entry))
    const added: ChainedEntry[] = []
    // NOTE in one order, so that nobody waits for somebody who waits for them
    for (const stream of [...byStream.keys()].sort((a, b) => a - b)) {
      const own = (byStream.get(stream) ?? []).map(({ entry }) => entry)
      added.push(...(await extend(stream, own, chain, false)))
    }
    await insert(added)
    return added
  }

  /** Moves the head of a stream, and gives the entries their places; `inserts`: stores them too. */
  async function extend(
    stream: number,
    own: readonly AuditEntry[],
    chain: Chain,
    inserts: boolean,
  ): Promise<readonly ChainedEntry[]> {
    if (database.combines && !(await hasTurn(stream))) known.delete(stream)
    const remembered = known.get(stream)
    known.delete(stream)
    const added =
      (remembered && (await addedAfter(remembered, own, chain, inserts))) ??
      (await addedAfter(await heads.end(stream, chain), own, chain, inserts))
    if (!added) throw new Retryable('The audit trail goes on elsewhere.')
    const now = added.at(-1)?.position ?? 0
    targets.extended(now - added.length, now)
    return added
  }

  /**
   * Waits until this process has no other transaction that moves the head, whose end nobody sees
   * before. False when that takes too long: it may be waiting for this one.
   */
  async function hasTurn(stream: number): Promise<boolean> {
    const turn = await turns.take(stream)
    database.whenEnded((stored) => {
      if (!stored) known.delete(stream)
      turn?.end()
    })
    return turn !== undefined
  }

  /** Undefined, and nothing is stored, when the head is not as it was. */
  async function addedAfter(
    before: Head,
    own: readonly AuditEntry[],
    chain: Chain,
    inserts: boolean,
  ): Promise<readonly ChainedEntry[] | undefined> {
    const { stream } = before
    let { position, mac } = before
    const added = own.map((entry): ChainedEntry => {
      position++
      const linked = chain.link(entry, { stream, position }, mac)
      mac = linked.mac
      return linked
    })
    const after = chain.seal({ ...before, position, mac })
    // NOTE a head that somebody has removed is no reason to refuse a change: the verification tells
    if (before.keyId === '') {
      if (inserts) await insert(added)
      return added
    }
    const [one] = added
    const isMoved = inserts && one ? heads.moveWith(before, after, one) : heads.move(before, after)
    if (!(await isMoved)) return undefined
    known.set(stream, after)
    return added
  }

  /** All that a filter asks for, in parts of which each has an index. */
  function filtered(filter: AuditFilter): readonly (typeof entries)[] {
    const { actor } = filter
    if (actor === undefined) return [filteredWithoutActor(entries, filter)]
    if (isKind(actor))
      return [
        filteredWithoutActor(
          entries.where(({ or, eb }) =>
            or([eb('actor_id', '=', toKey(actor)), eb('actor_kind', '=', actor)]),
          ),
          filter,
        ),
      ]
    const by = entries.where('actor_id', '=', toKey(actor))
    const onOthers = by
      .where('actor_id', 'is not', null)
      .where(({ or, eb }) =>
        or([eb('target_id', 'is', null), eb('actor_id', '<>', eb.ref('target_id'))]),
      )
    const onThemselves = by.where(targets.isAbout(actor))
    return [onOthers, onThemselves].map((query) => filteredWithoutActor(query, filter))
  }

  function filteredWithoutActor(
    all: typeof entries,
    { action, targetId, requestId, from, to }: AuditFilter,
  ): typeof entries {
    let query = all
    if (action !== undefined) query = query.where('action', '=', action)
    if (targetId !== undefined) query = query.where(targets.isAbout(targetId))
    if (requestId !== undefined) query = query.where('request_id', '=', toKey(requestId))
    if (from !== undefined) query = query.where('at', '>=', from)
    if (to !== undefined) query = query.where('at', '<', to)
    return query
  }

  return {
    ...createAuditClients(database, targets),
    append(entry, chain) {
      const keep = () => database.atEnd<Appended>(finish, { entry, chain })
      if (!database.inTransaction()) return database.transact(async () => keep())
      keep()
      return Promise.resolve()
    },
    async list(filter, { limit, after }) {
      const found = await Promise.all(
        filtered(filter).map((query) =>
          (after === undefined ? query : query.where('id', '<', toKey(after)))
            .orderBy('id', 'desc')
            .limit(numberLiteral(limit))
            .execute(),
        ),
      )
      const rows = found.length === 1 ? found.flat() : found.flat().sort(newestFirst)
      return rows.slice(0, limit).map(readEntry)
    },
    async find(id) {
      const row = await entries.where('id', '=', toKey(id)).executeTakeFirst()
      return row && readEntry(row)
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
    countUnlisted: targets.countUnlisted,
    writeSegments: targets.writeSegments,
    heads: heads.all,
    deleteBefore: (stream, before, limit, chain) =>
      together(async () => {
        const head = await heads.locked(stream)
        if (!head) return 0
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
        if (!(await heads.shorten(head, chain.seal({ ...head, ...anchor }))))
          throw new Retryable('The audit trail goes on elsewhere.')
        await targets.forgetBefore(stream, last.position)
        return Number(numDeletedRows)
      }),
  }
}
