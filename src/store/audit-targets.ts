// Finds the entries of the audit trail about somebody or something.
import { AsyncLocalStorage } from 'node:async_hooks'
import { sql, type ExpressionBuilder, type ExpressionWrapper, type SqlBool } from 'kysely'
import { streamOf, streams } from '#audit/chain.ts'
import type { AuditEntry } from '#audit/entry.ts'
import type { Database } from './database.ts'
import type { Tables } from './tables/tables.ts'
import { toKey } from './text.ts'

/** How many positions a segment has. */
export const segmentSize = 1024

type Builder = ExpressionBuilder<Tables, 'pallas_audit_entries'>
type Condition = ExpressionWrapper<Tables, 'pallas_audit_entries', SqlBool>

export type AuditTargets = {
  /** The stream that an entry goes into. */
  streamFor(entry: AuditEntry): number
  /** Whether an entry is about somebody or something. */
  isAbout(targetId: string): (eb: Builder) => Condition
  /** Called when a stream goes on, with its last position before and now. */
  extended(before: number, now: number): void
  /** Writes what is written later, as far as it is not written yet. */
  writeSegments(): Promise<void>
  /** Forgets what is kept of a stream before a position. */
  forgetBefore(stream: number, position: number): Promise<void>
  /** How many entries of a stream are not found. */
  countUnlisted(stream: number): Promise<number>
}

export const createAuditTargets = (database: Database): AuditTargets =>
  database.dialect === 'sqlite' ? bySegments(database) : byStreams

/**
 * All about one target is in one stream, by whose index it is found. Changes of several targets need not
 * wait for each other.
 */
const byStreams: AuditTargets = {
  streamFor: streamOf,
  isAbout: (targetId) => (eb) =>
    eb.and([
      eb('target_id', '=', toKey(targetId)),
      eb('stream', '=', streamOf({ target: { id: targetId } })),
    ]),
  extended: () => undefined,
  writeSegments: async () => undefined,
  forgetBefore: async () => undefined,
  countUnlisted: async () => 0,
}

/** After the change that completes a segment, which is not to wait for it. */
const delayMs = 100

/**
 * Where only one can write at a time, streams keep nobody from waiting: all entries of a commit are in one,
 * of which one head moves and few pages change. Those of complete segments of a stream are found by
 * `pallas_audit_targets`, which is written later and for a segment at once; those behind them by the index
 * of the stream.
 */
function bySegments(database: Database): AuditTargets {
  const { db } = database
  const ownStream = Math.floor(Math.random() * streams)
  // NOTE not in the transaction of a change, which may last longer than the delay
  const outside = AsyncLocalStorage.snapshot()
  let timer: NodeJS.Timeout | undefined,
    hasBegun = false

  const firstBehind = sql<number>`coalesce(
    (select max(segment) + 1 from pallas_audit_segments s where s.stream = h.stream), 0
  ) * ${sql.lit(segmentSize)}`

  function later(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      // NOTE what is not written now is found all the same, and written the next time
      void outside(writeSegments).catch(() => undefined)
    }, delayMs).unref()
  }

  async function writeSegments(): Promise<void> {
    const heads = await db
      .selectFrom('pallas_audit_heads as h')
      .select(['h.stream', 'h.position', 'h.anchor_position', firstBehind.as('behind')])
      .execute()
    for (const { stream, position, anchor_position: anchor, behind } of heads) {
      const first = Math.max(behind, anchor) / segmentSize
      const end = Math.floor(position / segmentSize)
      for (let segment = Math.floor(first); segment < end; segment++)
        await database.transact(() => writeSegment(stream, segment), 'fail-together')
    }
  }

  async function writeSegment(stream: number, segment: number): Promise<void> {
    const { numInsertedOrUpdatedRows } = await db
      .insertInto('pallas_audit_segments')
      .values({ stream, segment })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow()
    if (Number(numInsertedOrUpdatedRows) === 0) return
    await db
      .insertInto('pallas_audit_targets')
      .columns(['stream', 'segment', 'target_id', 'position'])
      .expression((eb) =>
        eb
          .selectFrom('pallas_audit_entries')
          .select(['stream', sql.lit(segment).as('segment'), 'target_id', 'position'])
          .where('stream', '=', stream)
          .where('position', '>', segment * segmentSize)
          .where('position', '<=', (segment + 1) * segmentSize)
          .where('target_id', 'is not', null)
          // NOTE in their order, so that they are written one behind the other
          .orderBy('target_id')
          .orderBy('position')
          .$castTo<{ stream: number; segment: number; target_id: string; position: number }>(),
      )
      .execute()
  }

  const places = (targetId: string) => sql`(
    select t.stream, t.position
    from pallas_audit_segments s cross join pallas_audit_targets t
    where t.stream = s.stream and t.segment = s.segment and t.target_id = ${toKey(targetId)}
    union all
    select e.stream, e.position
    from pallas_audit_heads h cross join pallas_audit_entries e
    where e.stream = h.stream and e.position > ${firstBehind} and e.target_id = ${toKey(targetId)}
  )`

  return {
    streamFor: () => ownStream,
    isAbout: (targetId) => (eb) =>
      eb.and([
        eb('target_id', '=', toKey(targetId)),
        sql<SqlBool>`(stream, position) in ${places(targetId)}`,
      ]),
    extended(before, now) {
      const isFirst = !hasBegun
      hasBegun = true
      if (isFirst || Math.floor(before / segmentSize) !== Math.floor(now / segmentSize)) later()
    },
    writeSegments,
    async forgetBefore(stream, position) {
      const segment = Math.floor(position / segmentSize)
      for (const table of ['pallas_audit_targets', 'pallas_audit_segments'] as const)
        await db
          .deleteFrom(table)
          .where('stream', '=', stream)
          .where('segment', '<', segment)
          .execute()
    },
    async countUnlisted(stream) {
      const { count } = await db
        .selectFrom('pallas_audit_segments as s')
        .innerJoin('pallas_audit_entries as e', (join) =>
          join
            .onRef('e.stream', '=', 's.stream')
            .on(sql`e.position`, '>', sql`s.segment * ${sql.lit(segmentSize)}`)
            .on(sql`e.position`, '<=', sql`(s.segment + 1) * ${sql.lit(segmentSize)}`),
        )
        .leftJoin('pallas_audit_targets as t', (join) =>
          join
            .onRef('t.stream', '=', 'e.stream')
            .onRef('t.segment', '=', 's.segment')
            .onRef('t.target_id', '=', 'e.target_id')
            .onRef('t.position', '=', 'e.position'),
        )
        .select(({ fn }) => fn.countAll<number | string>().as('count'))
        .where('s.stream', '=', stream)
        .where('e.target_id', 'is not', null)
        .where('t.target_id', 'is', null)
        .executeTakeFirstOrThrow()
      return Number(count)
    },
  }
}
