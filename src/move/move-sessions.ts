import type { SessionStore } from '#session/session-store.ts'
import type { Kept } from './move-store.ts'
import { readAhead, type Page } from './pages.ts'
import type { Digested, SessionsPart } from './reader.ts'
import type { MappedSession } from './sessions.ts'
import { isFirst, stagePages, type PagedStage } from './stage.ts'

export type SessionsParts = PagedStage & {
  readonly sessions: Pick<SessionStore, 'update' | 'revoke'>
}

const kind = 'session'

/** The pages of sessions, of which the first ones are read at once. */
export const sessionPages = (parts: SessionsParts): AsyncGenerator<Page<SessionsPart>> =>
  readAhead(readPages(parts))

async function* readPages(parts: SessionsParts): AsyncGenerator<Page<SessionsPart>> {
  yield* stagePages(parts, kind, await isFirst(parts, kind), parts.reader.sessions)
}

/** Writes sessions, and ends those that were ended there since. */
export async function moveSessions(
  parts: SessionsParts,
  pages: AsyncIterable<Page<SessionsPart>>,
): Promise<void> {
  const { tally } = parts
  for await (const { part } of pages) {
    tally.count('sessions', 'unchanged', part.unchanged)
    tally.count('sessions', 'expired', part.expired)
    await writePart(parts, part)
  }
}

async function writePart(
  { source, moves, sessions, transact, tally }: SessionsParts,
  { added, changed, gone }: SessionsPart,
): Promise<void> {
  const { ids, identityIds } = added
  if (changed.length + ids.length + gone.length === 0) return
  const { left, orphans } = await transact(async () => {
    const here = await moves.sessions(ids),
      missing = await moves.missingIdentities([...new Set(identityIds)])
    const orphaned: number[] = [],
      all = new Set<number>()
    if (here.size + missing.size > 0)
      for (const [at, id] of ids.entries()) {
        const isHere = here.has(id),
          isOrphan = !isHere && missing.has(identityIds[at] ?? '')
        if (isOrphan) orphaned.push(at)
        if (isHere || isOrphan) all.add(at)
      }
    await moves.insertSessions(added, all)
    for (const one of changed) {
      await sessions.update(one.session)
      await moves.change(source, kind, movedOf(one))
    }
    for (const id of gone) await sessions.revoke(id)
    await moves.remove(source, kind, gone)
    return { left: all, orphans: orphaned }
  })
  tally.count('sessions', 'added', ids.length - left.size)
  tally.count('sessions', 'changed', changed.length)
  tally.count('sessions', 'ended', gone.length)
  for (const at of orphans)
    tally.lose({
      kind: 'session',
      person: identityIds[at] ?? '',
      what: ids[at] ?? '',
      reason: 'the person was not brought',
    })
}

const movedOf = ({ session, digest, kept }: Digested<MappedSession>): Kept => ({
  id: session.id,
  digest,
  kept,
  version: 0,
})
