// What is read of the other database, as it is stored here. This is half of the work of a move, so it
// can run in a thread of its own; all that it takes and answers can be passed between threads.
import { sha256 } from '#crypto/tokens.ts'
import type { Account, PackedAccounts } from '#identity/identity-store.ts'
import { entryOf } from '#identity/search-terms.ts'
import { asBytes } from '#store/chunks.ts'
import { createPacker } from '#store/encode-accounts.ts'
import { countRows, type Counts } from './counts.ts'
import type { Loss } from './losses.ts'
import { messageOf, readMessages, type MovedMessage } from './messages.ts'
import { createPeopleReader, type FoundPerson, type Range } from './people.ts'
import { accountOf, type Extent, type PersonParts } from './person.ts'
import { createSessionsReader, sessionOf, type MappedSession } from './sessions.ts'
import type { Tables } from './tables.ts'

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

export type Digested<T> = T & { readonly digest: string }

export type PeoplePart = Part & {
  readonly added: {
    readonly accounts: PackedAccounts
    readonly people: readonly Digested<{ readonly id: string }>[]
  }
  readonly changed: readonly Digested<{ readonly account: Account }>[]
}

export type SessionsPart = Part & {
  readonly live: readonly Digested<MappedSession>[]
  readonly expired: number
}

export type MoveReader = {
  /** What the source is called in our database: the same wherever a copy of it is. */
  source(): Promise<string>
  counts(): Promise<Counts>
  people(request: Request): Promise<PeoplePart>
  /** One person; undefined when there is none of that id. */
  person(id: string, extent: Extent): Promise<Digested<{ readonly account: Account }> | undefined>
  /** The ids of people in a range. */
  idsOfPeople(range: Range): Promise<readonly string[]>
  sessions(request: Request): Promise<SessionsPart>
  messages(): Promise<{
    readonly pending: readonly MovedMessage[]
    readonly losses: readonly Loss[]
  }>
  close(): Promise<void>
}

export type ReaderParts = PersonParts & {
  readonly tables: Tables
  readonly close: () => Promise<void>
}

export function createMoveReader(parts: ReaderParts): MoveReader {
  const { tables, schemas, clock } = parts
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
  const rangeTo = (after: string, upTo: string | undefined): Range => ({
    after,
    upTo: upTo ?? lastOfAll,
  })
  const goneOf = (known: ReadonlyMap<string, string>, met: ReadonlySet<string>, upTo = lastOfAll) =>
    [...known.keys()].filter((id) => id <= upTo && !met.has(id))

  async function mapped(range: Range, extent?: Extent) {
    return (await people.people(range)).map((person) => {
      const { account, losses } = accountOf(person, parts, extent)
      return { id: person.id, account, losses, digest: digestOf(person, losses) }
    })
  }

  return {
    source: async () => tables.network ?? 'without a network',
    counts: () => countRows(tables),

    async people(request) {
      const { after, limit } = request
      const upTo = endOf(await people.ids(after, limit), request)
      const known = new Map(request.known),
        met = new Set<string>()
      const packer = createPacker(asBytes)
      const added: Digested<{ id: string }>[] = [],
        changed: Digested<{ account: Account }>[] = [],
        losses: Loss[] = []
      let unchanged = 0
      for (const one of await mapped(rangeTo(after, upTo))) {
        const { id, account, digest } = one
        met.add(id)
        losses.push(...one.losses)
        const before = known.get(id)
        if (before === digest) unchanged++
        else if (before !== undefined) changed.push({ account, digest })
        else {
          packer.add(account, entryOf(account, schemas().find(account.identity.schemaId)))
          added.push({ id, digest })
        }
      }
      return {
        last: upTo,
        unchanged,
        gone: goneOf(known, met, upTo),
        losses,
        added: { accounts: packer.finish(), people: added },
        changed,
      }
    },

    async person(id, extent) {
      const [found] = await mapped({ only: id }, extent)
      return found && { account: found.account, digest: found.digest }
    },

    idsOfPeople: people.idsIn,

    async sessions(request) {
      const { after, limit } = request
      const upTo = endOf(await sessions.ids(after, limit), request)
      const known = new Map(request.known),
        met = new Set<string>(),
        now = clock()
      const live: Digested<MappedSession>[] = [],
        losses: Loss[] = []
      let unchanged = 0,
        expired = 0
      for (const found of await sessions.sessions(rangeTo(after, upTo))) {
        const session = sessionOf(found, now)
        if (session === undefined) expired++
        else if ('reason' in session) losses.push(session)
        else {
          met.add(session.session.id)
          const digest = sha256(JSON.stringify(found))
          if (known.get(session.session.id) === digest) unchanged++
          else live.push({ ...session, digest })
        }
      }
      return { last: upTo, unchanged, gone: goneOf(known, met, upTo), losses, live, expired }
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
const digestOf = (person: FoundPerson, losses: readonly Loss[]): string =>
  sha256(JSON.stringify([person, losses]))
