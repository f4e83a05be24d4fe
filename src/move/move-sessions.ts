import type { SessionStore } from '#session/session-store.ts'
import type { Moved } from './move-store.ts'
import type { Digested, SessionsPart } from './reader.ts'
import type { MappedSession } from './sessions.ts'
import { isFirst, stagePages, type PagedStage } from './stage.ts'

export type SessionsParts = PagedStage & {
  readonly sessions: Pick<SessionStore, 'update' | 'revoke'>
}

const kind = 'session'

/** Writes sessions, and ends those that were ended there since. */
export async function moveSessions(parts: SessionsParts): Promise<void> {
  const { reader, tally } = parts
  const first = await isFirst(parts, kind)
  for await (const { part, known } of stagePages(parts, kind, first, reader.sessions)) {
    tally.count('sessions', 'unchanged', part.unchanged)
    tally.count('sessions', 'expired', part.expired)
    await writePart(parts, part, known)
  }
}

async function writePart(
  { source, moves, sessions, transact, tally }: SessionsParts,
  { live, gone }: SessionsPart,
  before: ReadonlyMap<string, Moved>,
): Promise<void> {
  const changed = live.filter(({ session }) => before.has(session.id)),
    found = live.filter(({ session }) => !before.has(session.id))
  if (changed.length + found.length + gone.length === 0) return
  const { added, orphans } = await transact(async () => {
    const here = await moves.sessions(found.map(({ session }) => session.id))
    const owners = await moves.identities([
      ...new Set(found.map(({ session }) => session.identityId)),
    ])
    const unknown = found.filter(({ session }) => !here.has(session.id)),
      ready = unknown.filter(({ session }) => owners.has(session.identityId))
    await moves.insertSessions(ready)
    await moves.add(source, kind, ready.map(movedOf))
    for (const one of changed) {
      await sessions.update(one.session)
      await moves.change(source, kind, movedOf(one))
    }
    for (const id of gone) await sessions.revoke(id)
    await moves.remove(source, kind, gone)
    return { added: ready.length, orphans: unknown.filter((one) => !ready.includes(one)) }
  })
  tally.count('sessions', 'added', added)
  tally.count('sessions', 'changed', changed.length)
  tally.count('sessions', 'ended', gone.length)
  for (const { session } of orphans)
    tally.lose({
      kind: 'session',
      person: session.identityId,
      what: session.id,
      reason: 'the person was not brought',
    })
}

const movedOf = ({ session, digest }: Digested<MappedSession>): Moved => ({
  id: session.id,
  digest,
  version: 0,
})
