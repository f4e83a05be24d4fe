// Looks through all streams for what was changed, removed, added or reordered.
import { setImmediate as pause } from 'node:timers/promises'
import type { AuditStore } from './audit-store.ts'
import { createChecks, isClientTakenOut, streams } from './chain.ts'
import type { MacKeys } from '#crypto/mac-keys.ts'
import type { ChainedEntry, Head } from './entry.ts'

/**
 * `altered`: an entry is not as it was written, or does not follow the one before it. `missing`:
 * entries are gone. `added`: there are entries where none may be. `head-altered`, `head-missing`:
 * the end of a stream is not as it was written. `unknown-key`: the secret is not configured any
 * more, so nothing can be said. `unlisted`: entries are not found by whom they are about.
 */
export type FaultKind =
  | 'altered'
  | 'missing'
  | 'added'
  | 'head-altered'
  | 'head-missing'
  | 'unknown-key'
  | 'unlisted'

export type Fault = {
  readonly kind: FaultKind
  readonly stream: number
  /** Of the entry, where it is about one. */
  readonly position?: number
  readonly id?: string
}

export type Verification = {
  readonly entries: number
  /** How many entries were written with each key. */
  readonly keys: Readonly<Record<string, number>>
  /** The first of them; `faultCount` is how many there are. */
  readonly faults: readonly Fault[]
  readonly faultCount: number
  /** Where each stream ends: whoever notes it can tell later that nothing of before is gone. */
  readonly heads: readonly Pick<Head, 'stream' | 'position' | 'anchorPosition' | 'mac'>[]
}

export type VerifyParts = {
  readonly store: Pick<
    AuditStore,
    'read' | 'existing' | 'counts' | 'countUpTo' | 'countUnlisted' | 'heads'
  >
  readonly keys: MacKeys
}

const pageSize = 500
const mostFaults = 100

/** Can run while others write: an entry and its head are stored together. */
export async function verifyTrail({ store, keys }: VerifyParts): Promise<Verification> {
  const checks = createChecks(keys)
  const faults: Fault[] = []
  const byKey: Record<string, number> = {}
  let faultCount = 0,
    entries = 0
  const found = (fault: Fault) => {
    faultCount++
    if (faults.length < mostFaults) faults.push(fault)
  }
  const headOf = async (stream: number) =>
    (await store.heads()).find((head) => head.stream === stream)

  /** Reports what is wrong with an entry, given the `mac` and the position before it. */
  function check(entry: ChainedEntry, before: { mac: string; position: number }): void {
    const { stream, position, id } = entry
    entries++
    byKey[entry.keyId] = (byKey[entry.keyId] ?? 0) + 1
    if (position !== before.position + 1)
      found({ kind: 'missing', stream, position: before.position + 1 })
    const checked = checks.entry(entry, before.mac)
    if (checked === 'unknown-key') found({ kind: 'unknown-key', stream, position, id })
    else if (checked === 'wrong' && position === before.position + 1)
      found({ kind: 'altered', stream, position, id })
  }

  /** An address is taken out only when whose it is has left. */
  async function checkTakenOut(page: readonly ChainedEntry[]): Promise<void> {
    const taken = page.filter(isClientTakenOut)
    if (taken.length === 0) return
    const there = await store.existing([...new Set(taken.flatMap(peopleOf))])
    for (const entry of taken)
      if (peopleOf(entry).every((id) => there.has(id)))
        found({ kind: 'altered', stream: entry.stream, position: entry.position, id: entry.id })
  }

  /** Answers false when entries were deleted by retention meanwhile: then it has to begin again. */
  async function verifyStream(begin: Head): Promise<boolean> {
    const { stream, anchorPosition } = begin
    let head = begin,
      before = { mac: head.anchorMac, position: anchorPosition }
    for (;;) {
      const page = await store.read(stream, before.position, pageSize)
      for (const entry of page) {
        check(entry, before)
        before = { mac: entry.mac, position: Math.max(entry.position, before.position + 1) }
      }
      await checkTakenOut(page)
      // NOTE read after the page, so that it is not older than what the page had
      const now = await headOf(stream)
      if (!now) {
        found({ kind: 'head-missing', stream })
        return true
      }
      if (now.anchorPosition !== head.anchorPosition) return false
      head = now
      // NOTE reading SQLite waits for nothing, and others must get their turn
      await pause()
      if (page.length === 0 || before.position >= head.position) break
    }
    const sealed = checks.head(head)
    if (sealed === 'unknown-key') found({ kind: 'unknown-key', stream })
    if (sealed === 'wrong') found({ kind: 'head-altered', stream })
    if (before.position < head.position)
      found({ kind: 'missing', stream, position: before.position + 1 })
    else if (before.position > head.position || (await hasMore(head)))
      found({ kind: 'added', stream, position: head.position + 1 })
    else if (head.mac !== before.mac) found({ kind: 'head-altered', stream })
    if ((await store.countUpTo(stream, anchorPosition)) > 0)
      found({ kind: 'added', stream, position: anchorPosition })
    if ((await store.countUnlisted(stream)) > 0) found({ kind: 'unlisted', stream })
    return true
  }

  /** Whether there are entries behind the end, which is not the case when they have just come. */
  async function hasMore({ stream, position }: Head): Promise<boolean> {
    const [next] = await store.read(stream, position, 1)
    return next !== undefined && ((await headOf(stream))?.position ?? 0) < next.position
  }

  const heads = await store.heads()
  for (const head of heads) {
    if (head.stream < 0 || head.stream >= streams) found({ kind: 'added', stream: head.stream })
    for (let at: Head | undefined = head; at !== undefined;) {
      const counted = { entries, byKey: { ...byKey }, faultCount, faults: faults.length }
      if (await verifyStream(at)) break
      // what was counted of it is counted again
      entries = counted.entries
      faultCount = counted.faultCount
      faults.splice(counted.faults)
      for (const key of Object.keys(byKey)) byKey[key] = counted.byKey[key] ?? 0
      at = await headOf(head.stream)
    }
  }
  const known = new Set(heads.map(({ stream }) => stream))
  const counts = await store.counts()
  if (heads.length > 0 || counts.size > 0)
    for (let stream = 0; stream < streams; stream++)
      if (!known.has(stream)) found({ kind: 'head-missing', stream })
  for (const stream of counts.keys())
    if (!known.has(stream) && (stream < 0 || stream >= streams)) found({ kind: 'added', stream })
  return {
    entries,
    keys: byKey,
    faults,
    faultCount,
    heads: (await store.heads()).map(({ stream, position, anchorPosition, mac }) => ({
      stream,
      position,
      anchorPosition,
      mac,
    })),
  }
}

/** Whose the address of an entry may be. */
const peopleOf = ({ actor, target }: ChainedEntry): readonly string[] =>
  [
    actor.id,
    actor.kind !== 'operator' && target.kind === 'identity' ? target.id : undefined,
  ].filter((id) => id !== undefined)
