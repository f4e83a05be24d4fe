// Writes people: new ones together, changed ones one by one, and again those that were in each
// other's way.
import { record } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import { Conflict, type Account, type IdentityStore } from '#identity/identity-store.ts'
import type { Moved } from './move-store.ts'
import { firstId } from './people.ts'
import type { Digested, PeoplePart } from './reader.ts'
import { isFirst, stagePages, type PagedStage } from './stage.ts'

export type PeopleParts = PagedStage & {
  readonly identities: Pick<
    IdentityStore,
    'find' | 'insert' | 'insertPacked' | 'replace' | 'delete'
  >
  /** Hears the id of everybody who is there. */
  readonly onPerson: (id: string) => void
}

const kind = 'identity'

export async function movePeople(parts: PeopleParts): Promise<void> {
  const { reader, tally } = parts
  const first = await isFirst(parts, kind)
  // NOTE who was made anew with the identifiers of somebody who is gone must find them free
  if (!first) await removeGone(parts)
  const again: string[] = []
  for await (const { part, known } of stagePages(parts, kind, first, reader.people)) {
    tally.count('people', 'unchanged', part.unchanged)
    for (const id of part.added.ids) parts.onPerson(id)
    for (const id of known.keys()) parts.onPerson(id)
    again.push(...(await addNew(parts, part.added)))
    for (const one of part.changed) {
      const { id } = one.account.identity
      if (!(await changeOne(parts, one, known.get(id)))) again.push(id)
    }
  }
  for (const id of again) await tryAgain(parts, id)
}

/** Answers the ids of those whom somebody else is in the way of. */
async function addNew(
  { identities, tally }: PeopleParts,
  { accounts, ids }: PeoplePart['added'],
): Promise<readonly string[]> {
  if (ids.length === 0) return []
  const conflicts = await identities.insertPacked(accounts, async (found) => {
    const count = found.filter((one) => one === undefined).length
    if (count > 0)
      await record({ action: 'identities.imported', target: { kind: 'server' }, count })
  })
  const refused = ids.filter((_, at) => conflicts[at] !== undefined)
  tally.count('people', 'added', ids.length - refused.length)
  return refused
}

/** False when somebody else is in the way. */
async function changeOne(
  { source, identities, moves, transact, tally }: PeopleParts,
  { account, digest, kept }: Digested<{ readonly account: Account }>,
  moved: Moved | undefined,
): Promise<boolean> {
  const { id } = account.identity
  const before = await identities.find(id)
  if (before === undefined || before.identity.version !== moved?.version) {
    tally.lose({
      kind: 'note',
      person: id,
      reason:
        before === undefined
          ? 'was deleted here since, and is not brought again'
          : 'has changed here since, and there as well: what is here stays',
    })
    return true
  }
  try {
    await transact(async () => {
      const { version } = before.identity
      const stored = await identities.replace({
        ...account,
        identity: { ...account.identity, version },
      })
      const { version: now } = stored.identity
      await moves.change(source, kind, { id, digest, kept, version: now })
      await record({ action: 'identity.updated', target: { kind: 'identity', id } })
    })
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
  tally.count('people', 'changed')
  return true
}

/** With all that the traits make here, or else with what was stored there alone. */
async function tryAgain(parts: PeopleParts, id: string): Promise<void> {
  const { source, reader, moves, tally } = parts
  const moved = await moves.find(source, kind, id)
  if (moved === undefined && (await moves.missingIdentities([id])).size === 0)
    return tally.lose({
      kind: 'person',
      person: id,
      reason: 'somebody with this id is here, who was not brought from there',
    })
  for (const extent of ['completed', 'as-stored'] as const) {
    const one = await reader.person(id, extent)
    if (one === undefined) return
    if (moved === undefined ? await addOne(parts, one) : await changeOne(parts, one, moved)) return
  }
  tally.lose({
    kind: 'person',
    person: id,
    reason: 'an identifier, an address or the external id belongs to somebody else here',
  })
}

/** False when somebody else is in the way. */
async function addOne(
  { source, identities, moves, transact, tally }: PeopleParts,
  { account, digest, kept }: Digested<{ readonly account: Account }>,
): Promise<boolean> {
  const { id } = account.identity
  try {
    await transact(async () => {
      await identities.insert(account)
      await moves.add(source, kind, [{ id, digest, kept, version: 1 }])
      await record({ action: 'identities.imported', target: { kind: 'server' }, count: 1 })
    })
  } catch (error) {
    if (error instanceof Conflict) return false
    throw error
  }
  tally.count('people', 'added')
  return true
}

/** Deletes those who were deleted there. */
async function removeGone(parts: PeopleParts): Promise<void> {
  const { source, reader, moves, limit } = parts
  for (let after = firstId; ;) {
    const moved = await moves.after(source, kind, after, limit)
    const last = moved.at(-1)?.id
    if (last === undefined) return
    const there = new Set(await reader.idsOfPeople({ after, upTo: last }))
    for (const one of moved) if (!there.has(one.id)) await removeOne(parts, one)
    after = last
  }
}

async function removeOne(
  { source, identities, moves, transact, tally }: PeopleParts,
  { id, version }: Moved,
): Promise<void> {
  const stored = await identities.find(id)
  const stays = (reason: string) => tally.lose({ kind: 'note', person: id, reason })
  if (stored !== undefined && stored.identity.version !== version)
    return stays('is gone there, but has changed here since: stays')
  try {
    await transact(async () => {
      await moves.remove(source, kind, [id])
      if (!(await identities.delete(id))) return
      await record({ action: 'identity.deleted', target: { kind: 'identity', id } })
    })
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'conflict')
      return stays('is gone there, but is needed here: stays')
    throw error
  }
  tally.count('people', 'deleted')
}
