// What is read of the other database, as it is stored here. This is half of the work of a move, so it
// can run in a thread of its own; all that it takes and answers can be passed between threads.
import { sha256 } from '#crypto/tokens.ts'
import type { Account, PackedAccounts } from '#identity/identity-store.ts'
import { entryOf } from '#identity/search-terms.ts'
import { asBytes } from '#store/chunks.ts'
import { createPacker } from '#store/encode-accounts.ts'
import { createMovedPacker, createSessionPacker } from '#store/encode-moved.ts'
import { countRows, type Counts } from './counts.ts'
import { keptOfPerson, keptOfSession } from './kept.ts'
import type { Loss } from './losses.ts'
import { messageOf, readMessages, type MovedMessage } from './messages.ts'
import type { PackedSessions } from './move-store.ts'
import { createPeopleReader, type FoundPerson, type Range } from './people.ts'
import { accountOf, type Extent, type PersonParts } from './person.ts'
import { createSessionsReader, sessionOf, type MappedSession } from './sessions.ts'
import type { Tables } from './tables.ts'
import type { TextRow } from './values.ts'
import { waysOf, type WaysIn } from './ways-in.ts'

/** How many people or sessions are read by one statement. */
const readAtOnce = 100

/** After every other id. */
const lastOfAll = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Something that is known to have been brought: its id, and the digest of what was read then. */
export type Known = readonly [id: string, digest: string]

/** What to read next. `known`: what was brought of the things after `after`, as many as `limit`. */
export type Request = {
  readonly after: string
  readonly limit: number
  readonly known: readonly Known[]
}

export type Part = {
  /** The id of the last thing; undefined when there are no more. */
  readonly last: string | undefined
  readonly unchanged: number
  /** What is known, and is not there any more. */
  readonly gone: readonly string[]
  readonly losses: readonly Loss[]
}

/** `kept`: what the way back needs of it. */
export type Digested<T> = T & { readonly digest: string; readonly kept: string | undefined }

export type PeoplePart = Part & {
  readonly added: {
    /** With what is known of where they came from. */
    readonly accounts: PackedAccounts
    readonly ids: readonly string[]
  }
  readonly changed: readonly Digested<{ readonly account: Account }>[]
}

export type SessionsPart = Part & {
  readonly added: PackedSessions
  readonly changed: readonly Digested<MappedSession>[]
  readonly expired: number
}

/** Hears what `last` is going to be, as soon as that is known: the next part can be asked for then. */
export type OnEnd = (last: string | undefined) => void

export type MoveReader = {
  /** How many parts it can read at the same time. */
  readonly atOnce: number
  /** What the source is called in our database: the same wherever a copy of it is. */
  source(): Promise<string>
  counts(): Promise<Counts>
  people(request: Request, onEnd?: OnEnd): Promise<PeoplePart>
  /** One person; undefined when there is none of that id. */
  person(id: string, extent: Extent): Promise<Digested<{ readonly account: Account }> | undefined>
  /** The ids of people in a range. */
  idsOfPeople(range: Range): Promise<readonly string[]>
  sessions(request: Request, onEnd?: OnEnd): Promise<SessionsPart>
  /** By what people sign in there; those who are not there are left out. */
  waysIn(ids: readonly string[]): Promise<readonly WaysIn[]>
  messages(): Promise<{
    readonly pending: readonly MovedMessage[]
    readonly losses: readonly Loss[]
  }>
  close(): Promise<void>
}

export type ReaderParts = PersonParts & {
  /** The token of a session that is known by its id. */
  readonly tokenOf: (sessionId: string) => string
  /** Whether what the way back needs is kept. */
  readonly keeps: boolean
  readonly tables: Tables
  readonly close: () => Promise<void>
}

export function createMoveReader(parts: ReaderParts): MoveReader {
  const { tables, schemas, clock, cipher, foreign, keeps, tokenOf } = parts
  const source = tables.network ?? 'without a network'
  const people = createPeopleReader(tables),
    sessions = createSessionsReader(tables)

  /** Up to where all ids are read, and all that is known of them is among `known`. */
  const endOf = (ids: readonly string[], { limit, known }: Request): string | undefined => {
    const lastKnown = known.length < limit ? undefined : known.at(-1)?.[0],
      lastId = ids.length < limit ? undefined : ids.at(-1)
    if (lastKnown !== undefined && lastId !== undefined)
      return lastKnown < lastId ? lastKnown : lastId
    return lastKnown ?? lastId
  }
  /** NOTE rows of few are collected as garbage while they are young */
  const rangesTo = (after: string, ids: readonly string[], upTo = lastOfAll): readonly Range[] => {
    const ends = ids.filter((id, at) => id < upTo && at % readAtOnce === readAtOnce - 1)
    return [...ends, upTo].map((end, at) => ({ after: ends[at - 1] ?? after, upTo: end }))
  }
  const goneOf = (known: ReadonlyMap<string, string>, met: ReadonlySet<string>, upTo = lastOfAll) =>
    [...known.keys()].filter((id) => id <= upTo && !met.has(id))

  const keptOf = (person: FoundPerson) => (keeps ? keptOfPerson(person, foreign) : undefined)

  function mapped(person: FoundPerson, extent?: Extent) {
    const { account, losses } = accountOf(person, parts, extent)
    return { account, losses, digest: digestOf(person, losses, keeps) }
  }

  return {
    atOnce: 1,
    source: async () => source,
    counts: () => countRows(tables),

    async people(request, onEnd) {
      const { after, limit } = request
      const ids = await people.ids(after, limit),
        upTo = endOf(ids, request)
      onEnd?.(upTo)
      const known = new Map(request.known),
        met = new Set<string>()
      const packer = createPacker(asBytes),
        moved = createMovedPacker(source, 'identity', asBytes)
      const added: string[] = [],
        changed: Digested<{ account: Account }>[] = [],
        losses: Loss[] = []
      let unchanged = 0
      for (const range of rangesTo(after, ids, upTo))
        for (const person of await people.people(range)) {
          const { id } = person,
            { account, digest, losses: own } = mapped(person)
          met.add(id)
          losses.push(...own)
          const before = known.get(id)
          if (before === digest) unchanged++
          else if (before !== undefined) changed.push({ account, digest, kept: keptOf(person) })
          else {
            packer.add(account, entryOf(account, schemas().find(account.identity.schemaId)))
            moved.add({ id, digest, version: 1, kept: keptOf(person) }, added.length)
            added.push(id)
          }
        }
      const packed = packer.finish()
      return {
        last: upTo,
        unchanged,
        gone: goneOf(known, met, upTo),
        losses,
        added: {
          accounts: { ...packed, tables: [...packed.tables, ...moved.finish()] },
          ids: added,
        },
        changed,
      }
    },

    async person(id, extent) {
      const [person] = await people.people({ only: id })
      if (person === undefined) return undefined
      const { account, digest } = mapped(person, extent)
      return { account, digest, kept: keptOf(person) }
    },

    idsOfPeople: people.idsIn,

    async sessions(request, onEnd) {
      const { after, limit } = request
      const ids = await sessions.ids(after, limit),
        upTo = endOf(ids, request)
      onEnd?.(upTo)
      const known = new Map(request.known),
        met = new Set<string>(),
        now = clock()
      const packer = createSessionPacker(source, asBytes),
        changed: Digested<MappedSession>[] = []
      let unchanged = 0,
        expired = 0
      for (const range of rangesTo(after, ids, upTo))
        for (const found of await sessions.sessions(range)) {
          const session = sessionOf(found, now, tokenOf)
          if (session === undefined) expired++
          else {
            const { id } = session.session,
              before = known.get(id)
            met.add(id)
            const digest = digestOfRows([found.row, ...found.devices], String(keeps))
            if (before === digest) {
              unchanged++
              continue
            }
            const kept = keeps ? keptOfSession(found, cipher) : undefined
            if (before === undefined) packer.add(session, { id, digest, kept, version: 0 })
            else changed.push({ ...session, digest, kept })
          }
        }
      return {
        last: upTo,
        unchanged,
        gone: goneOf(known, met, upTo),
        losses: [],
        added: packer.finish(),
        changed,
        expired,
      }
    },

    async waysIn(ids) {
      const now = clock(),
        found: WaysIn[] = []
      for (const id of ids) {
        const [person] = await people.people({ only: id })
        if (person === undefined) continue
        const live = (await sessions.ofPerson(id)).flatMap((one) => {
          const session = sessionOf(one, now, tokenOf)
          return session === undefined ? [] : [{ id: session.session.id, tokenHash: session.token }]
        })
        found.push({ id, ways: waysOf(person), sessions: live })
      }
      return found
    },

    async messages() {
      const found = (await readMessages(tables)).map(messageOf)
      return {
        pending: found.filter((one): one is MovedMessage => 'template' in one),
        losses: found.filter((one): one is Loss => 'reason' in one),
      }
    },

    close: parts.close,
  }
}

/** NOTE with other secrets, or another configuration, other things are lost */
const digestOf = (person: FoundPerson, losses: readonly Loss[], keeps: boolean): string =>
  digestOfRows(
    [
      person.identity,
      ...person.credentials.flatMap(({ row, identifiers }) => [row, ...identifiers]),
      ...person.verifiable,
      ...person.recovery,
    ],
    losses.length === 0 ? String(keeps) : JSON.stringify([losses, keeps]),
  )

/** NOTE no text has a NUL in it; every row has its id */
function digestOfRows(rows: readonly TextRow[], more: string): string {
  const texts = [more]
  for (const row of rows) for (const name in row) texts.push(row[name] ?? '\0')
  return sha256(texts.join('\0'))
}
