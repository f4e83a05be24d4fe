// Brings people, sessions and waiting messages from a database of the reference.
import type { MessageEncryption } from '#courier/encryption.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { Clock } from '#lib/time.ts'
import type { SessionStore } from '#session/session-store.ts'
import { compare, type Comparison } from './check.ts'
import { checkSample, type Checked, type CheckParts } from './check-sample.ts'
import type { Loss } from './losses.ts'
import { moveMessages } from './move-messages.ts'
import { movePeople, type PeopleParts } from './move-people.ts'
import { moveSessions, sessionPages } from './move-sessions.ts'
import { pages } from './pages.ts'
import type { MoveReader } from './reader.ts'
import { createSample } from './sample.ts'
import { createTally, type Tally } from './tally.ts'

export type MoveParts = Pick<PeopleParts, 'moves' | 'transact'> & {
  readonly reader: MoveReader
  readonly identities: PeopleParts['identities'] & CheckParts['identities']
  readonly sessions: Pick<SessionStore, 'update' | 'revoke' | 'findByToken'>
  readonly secrets: Pick<CheckParts, 'cipher' | 'totp' | 'lookup'>
  readonly messages: Pick<MessageStore, 'insert'>
  readonly encryption: MessageEncryption
  readonly domain: string
  readonly clock: Clock
}

export type MoveRequest = {
  readonly onLoss: (loss: Loss) => void
  readonly onProgress: (tally: Tally) => void
  readonly limit?: number
  /** How many people are looked up afterwards, as a sign-in does. */
  readonly check?: number
}

export type MoveResult = {
  readonly tally: Tally
  readonly endedSessions: number
  readonly comparison: readonly Comparison[]
  readonly checked: Checked
}

/** How many people or sessions are written in one transaction. */
const defaultLimit = 10_000,
  defaultCheck = 100

/**
 * A run that was stopped at any moment is made again: what was brought is compared, and not brought
 * twice. So is a run that was finished: it brings what has changed there since.
 */
export async function move(
  {
    reader,
    identities,
    moves,
    sessions,
    messages,
    encryption,
    domain,
    clock,
    transact,
    secrets,
  }: MoveParts,
  { onLoss, onProgress, limit = defaultLimit, check = defaultCheck }: MoveRequest,
): Promise<MoveResult> {
  const losses: Loss[] = [],
    sample = createSample(check, Math.random)
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
  const sessionsParts = { ...parts, sessions }
  let ahead: ReturnType<typeof sessionPages> | undefined
  // NOTE while the last people are stored, the first sessions are read
  const onLast = () => void (ahead ??= sessionPages(sessionsParts))
  await movePeople({ ...parts, identities, onPerson: sample.add, onLast })
  await moveSessions(sessionsParts, ahead ?? sessionPages(sessionsParts))
  await moveMessages({ ...parts, messages, encryption, domain, clock })
  const counts = await reader.counts()
  const checked = await checkSample(
    await reader.waysIn(sample.ids()),
    source,
    { identities, sessions, moves, ...secrets },
    losses,
    tally.lose,
  )
  return {
    tally: tally.now(),
    endedSessions: counts.endedSessions,
    checked,
    comparison: await compare(source, counts, moves, losses),
  }
}

/** What a first run would bring; nothing is stored. */
export async function rehearse(
  reader: MoveReader,
  { onLoss, onProgress, limit = defaultLimit }: MoveRequest,
): Promise<Pick<MoveResult, 'tally' | 'endedSessions'>> {
  const tally = createTally(onLoss)
  const reading = { limit, knownAfter: async () => [], atOnce: reader.atOnce }
  for await (const { part } of pages({ ...reading, read: reader.people })) {
    for (const loss of part.losses) tally.lose(loss)
    tally.count('people', 'added', part.added.ids.length)
    onProgress(tally.now())
  }
  for await (const { part } of pages({ ...reading, read: reader.sessions })) {
    for (const loss of part.losses) tally.lose(loss)
    tally.count('sessions', 'added', part.added.ids.length)
    tally.count('sessions', 'expired', part.expired)
    onProgress(tally.now())
  }
  const { pending, losses } = await reader.messages()
  for (const loss of losses) tally.lose(loss)
  tally.count('messages', 'added', pending.length)
  return { tally: tally.now(), endedSessions: (await reader.counts()).endedSessions }
}
