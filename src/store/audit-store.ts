// The audit trail: adds entries to their streams, lists them, and deletes the oldest.
import type { AuditFilter, AuditStore } from '#audit/audit-store.ts'
import { streamOf, streamOfTarget, type Chain } from '#audit/chain.ts'
import {
  actorKinds,
  type ActorKind,
  type AuditEntry,
  type ChainedEntry,
  type Head,
} from '#audit/entry.ts'
import { createAuditHeads } from './audit-heads.ts'
import { entryRow, readEntry } from './audit-rows.ts'
import { createBulk } from './bulk.ts'
import type { Database } from './database.ts'
import { Retryable } from './failures.ts'
import { numberLiteral } from './limited-delete.ts'
import { toKey } from './text.ts'

const isKind = (text: string): text is ActorKind => actorKinds.includes(text as ActorKind)

type Appended = { readonly entry: AuditEntry; readonly chain: Chain }

export function createAuditStore(database: Database): AuditStore {
  const { db, together } = database
  const bulk = createBulk(database)
  const heads = createAuditHeads(database)
  const entries = db.selectFrom('pallas_audit_entries').selectAll()
  /**
   * The heads as this process has left them. Nobody need read one that is still the same; one that
   * others have moved, or whose transaction was rolled back, does not match and is read.
   */
  const known = new Map<number, Head>()

  async function finish(appended: readonly Appended[]): Promise<void> {
    const [first] = appended
    if (!first) return
    const added = await addAll(appended, first.chain)
    await first.chain.added?.(added)
  }

  async function addAll(
    appended: readonly Appended[],
    chain: Chain,
  ): Promise<readonly ChainedEntry[]> {
    const [first, second] = appended
    if (first && !second) return extend(streamOf(first.entry), [first.entry], chain, true)
    const byStream = Map.groupBy(appended, ({ entry }) => streamOf(entry))
    const added: ChainedEntry[] = []
    // NOTE in one order, so that nobody waits for somebody who waits for them
    for (const stream of [...byStream.keys()].sort((a, b) => a - b)) {
      const own = (byStream.get(stream) ?? []).map(({ entry }) => entry)
      added.push(...(await extend(stream, own, chain, false)))
    }
    await bulk.insert('pallas_audit_entries', added.map(entryRow))
    return added
  }

  /** Moves the head of a stream, and gives the entries their places; `inserts`: stores them too. */
  async function extend(
    stream: number,
    own: readonly AuditEntry[],
    chain: Chain,
    inserts: boolean,
  ): Promise<readonly ChainedEntry[]> {
    const remembered = known.get(stream)
    known.delete(stream)
    const added =
      (remembered && (await addedAfter(remembered, own, chain, inserts))) ??
      (await addedAfter(await heads.end(stream, chain), own, chain, inserts))
    if (!added) throw new Retryable('The audit trail goes on elsewhere.')
    return added
  }

  /** Undefined, and nothing is stored, when the head is not as it was. */
  async function addedAfter(
    before: Head,
    own: readonly AuditEntry[],
    chain: Chain,
    inserts: boolean,
  ): Promise<readonly ChainedEntry[] | undefined> {
    let head = before
    const added = own.map((entry): ChainedEntry => {
      const place = { stream: head.stream, position: head.position + 1 }
      const linked = chain.link(entry, place, head.mac)
      head = { ...head, position: linked.position, mac: linked.mac }
      return linked
    })
    const after = chain.seal(head)
    // NOTE a head that somebody has removed is no reason to refuse a change: the verification tells
    if (before.keyId === '') {
      if (inserts) await bulk.insert('pallas_audit_entries', added.map(entryRow))
      return added
    }
    const [one] = added
    const isMoved = inserts && one ? heads.moveWith(before, after, one) : heads.move(before, after)
    if (!(await isMoved)) return undefined
    known.set(head.stream, after)
    return added
  }

  function filtered({ actor, action, targetId, requestId, from, to }: AuditFilter): typeof entries {
    let query = entries
    // NOTE an index finds ids, as long as a kind need not be looked for as well
    if (actor !== undefined)
      query = query.where(({ or, eb }) => {
        const isId = eb('actor_id', '=', toKey(actor))
        return isKind(actor) ? or([isId, eb('actor_kind', '=', actor)]) : isId
      })
    if (action !== undefined) query = query.where('action', '=', action)
    if (targetId !== undefined)
      query = query
        .where('target_id', '=', toKey(targetId))
        .where('stream', '=', streamOfTarget(targetId))
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
        return Number(numDeletedRows)
      }),
  }
}
