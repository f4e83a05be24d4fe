// Brings people, sessions and waiting messages from a database of the reference.
import type { MessageEncryption } from '#courier/encryption.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { Clock } from '#lib/time.ts'
import type { SessionStore } from '#session/session-store.ts'
import { compare, type Comparison } from './check.ts'
import type { Loss } from './losses.ts'
import { moveMessages } from './move-messages.ts'
import { movePeople, type PeopleParts } from './move-people.ts'
import { moveSessions } from './move-sessions.ts'
import { pages } from './pages.ts'
import type { MoveReader } from './reader.ts'
import { createTally, type Tally } from './tally.ts'

export type MoveParts = Pick<PeopleParts, 'identities' | 'moves' | 'transact'> & {
  readonly reader: MoveReader
  readonly sessions: Pick<SessionStore, 'update' | 'revoke'>
  readonly messages: Pick<MessageStore, 'insert'>
  readonly encryption: MessageEncryption
  readonly domain: string
  readonly clock: Clock
}

export type MoveRequest = {
  readonly onLoss: (loss: Loss) => void
  readonly onProgress: (tally: Tally) => void
  readonly limit?: number
}

export type MoveResult = {
  readonly tally: Tally
  readonly endedSessions: number
  readonly comparison: readonly Comparison[]
}

/** How many people or sessions are written in one transaction. */
const defaultLimit = 5000

/**
 * A run that was stopped at any moment is made again: what was brought is compared, and not brought
 * twice. So is a run that was finished: it brings what has changed there since.
 */
export async function move(
  { reader, identities, moves, sessions, messages, encryption, domain, clock, transact }: MoveParts,
  { onLoss, onProgress, limit = defaultLimit }: MoveRequest,
): Promise<MoveResult> {
  const losses: Pick<Loss, 'kind' | 'what'>[] = []
  const tally = createTally((loss) => {
    if (loss.kind === 'person' || loss.kind === 'credential') losses.push(loss)
    onLoss(loss)
  })
  const source = await reader.source()
  const parts = {
    source,
    reader,
    moves,
    transact,
    tally,
    limit,
    onPage: () => onProgress(tally.now()),
  }
  await movePeople({ ...parts, identities })
  await moveSessions({ ...parts, sessions })
  await moveMessages({ ...parts, messages, encryption, domain, clock })
  const counts = await reader.counts()
  return {
    tally: tally.now(),
    endedSessions: counts.endedSessions,
    comparison: await compare(source, counts, moves, losses),
  }
}

/** What a first run would bring; nothing is stored. */
export async function rehearse(
  reader: MoveReader,
  { onLoss, onProgress, limit = defaultLimit }: MoveRequest,
): Promise<Pick<MoveResult, 'tally' | 'endedSessions'>> {
  const tally = createTally(onLoss)
  const none = async () => []
  for await (const { part } of pages(limit, none, reader.people)) {
    for (const loss of part.losses) tally.lose(loss)
    tally.count('people', 'added', part.added.people.length)
    onProgress(tally.now())
  }
  for await (const { part } of pages(limit, none, reader.sessions)) {
    for (const loss of part.losses) tally.lose(loss)
    tally.count('sessions', 'added', part.live.length)
    tally.count('sessions', 'expired', part.expired)
    onProgress(tally.now())
  }
  const { pending, losses } = await reader.messages()
  for (const loss of losses) tally.lose(loss)
  tally.count('messages', 'added', pending.length)
  return { tally: tally.now(), endedSessions: (await reader.counts()).endedSessions }
}
