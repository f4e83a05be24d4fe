// Writes people and sessions into a database of the reference, which has its tables and nobody in them.
import { record } from '#audit/record.ts'
import { sha256 } from '#crypto/tokens.ts'
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { Clock } from '#lib/time.ts'
import type { SessionStore } from '#session/session-store.ts'
import type { Destination } from '#store/destination.ts'
import { readKeptPerson, readKeptSession } from '../kept.ts'
import type { Loss } from '../losses.ts'
import type { MoveStore } from '../move-store.ts'
import type { Tables } from '../tables.ts'
import { tableNames, writeRows, type Rows, type Table } from './cells.ts'
import { rowsOfPerson, type RowParts } from './person-rows.ts'
import { rowsOfSession } from './session-rows.ts'

export type BackParts = Omit<RowParts, 'network' | 'typeIds'> & {
  readonly identities: Pick<IdentityStore, 'list'>
  readonly sessions: Pick<SessionStore, 'list' | 'findByToken'>
  readonly moves: Pick<MoveStore, 'kept'>
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly destination: Destination
  /** Those of the destination. */
  readonly tables: Tables
  readonly clock: Clock
}

export type BackRequest = {
  readonly onLoss: (loss: Loss) => void
  readonly onProgress: (written: BackTally) => void
  /** Everything is written, and taken back. */
  readonly dryRun: boolean
  readonly limit?: number
}

/** How many rows were written into each table. */
export type BackTally = Readonly<Record<Table, number>>
export type BackResult = {
  readonly written: BackTally
  /** How many there are in each table afterwards. */
  readonly found: BackTally
}

const defaultLimit = 500

/** Throws `Refusal('misconfigured')` for a database that is of an older version, or has people. */
export async function moveBack(
  parts: BackParts,
  { onLoss, onProgress, dryRun, limit = defaultLimit }: BackRequest,
): Promise<BackResult> {
  const { destination, tables } = parts
  await guardEmpty(tables)
  const rowParts: RowParts = {
    ...parts,
    network: tables.network ?? '',
    typeIds: await typeIdsOf(tables),
  }
  const written = { ...none }
  const write = async (all: readonly Rows[]) => {
    for (const table of tableNames) {
      const rows = all.flatMap((one) => [...(one[table] ?? [])])
      written[table] += rows.length
      await writeRows(destination, { [table]: rows })
    }
    onProgress(written)
  }
  // NOTE secrets of everybody leave this server
  if (!dryRun)
    await parts.transact(() =>
      record({ action: 'data.exported', target: { kind: 'server' }, fields: ['identities'] }),
    )
  const left = new Set<string>()
  for await (const rows of people(parts, rowParts, limit, left, onLoss)) await write(rows)
  for await (const rows of sessions(parts, rowParts.network, limit, left, onLoss)) await write(rows)
  const found = { ...none }
  for (const table of tableNames) found[table] = await tables.count(table, ['1 = 1'])
  if (!dryRun) await destination.commit()
  return { written, found }
}

const none = Object.fromEntries(tableNames.map((name) => [name, 0])) as Record<Table, number>

async function guardEmpty(tables: Tables): Promise<void> {
  const needed = [
    ['identities', 'external_id'],
    ['identity_credential_identifiers', 'identity_id'],
    ['session_devices', 'identity_id'],
  ] as const
  if (tables.network === undefined || !needed.every(([table, column]) => tables.has(table, column)))
    throw new Refusal('misconfigured', {
      reason:
        'The database to be written has no tables of v26.2: let Ory Kratos v26.2 migrate it first.',
    })
  if ((await tables.ids('identities', ['1 = 1'], 1)).length > 0)
    throw new Refusal('misconfigured', {
      reason: 'The database to be written has people already: the way back needs one without.',
    })
}

async function typeIdsOf(tables: Tables): Promise<ReadonlyMap<string, string>> {
  const rows = await tables.read({
    table: 'identity_credential_types',
    columns: ['id', 'name'],
    where: ['1 = 1'],
  })
  return new Map(rows.map(({ id, name }) => [name ?? '', id ?? '']))
}

async function* people(
  { identities, moves }: BackParts,
  parts: RowParts,
  limit: number,
  left: Set<string>,
  tell: (loss: Loss) => void,
): AsyncGenerator<readonly Rows[]> {
  for (let after: string | undefined; ;) {
    const page = await identities.list({}, { limit, ...(after === undefined ? {} : { after }) })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.identity.id
    const ids = page.map(({ identity }) => identity.id)
    const kept = await moves.kept('identity', ids)
    const all: Rows[] = []
    for (const account of page) {
      const { id } = account.identity
      const stored = kept.get(id),
        person = stored === undefined ? undefined : readKeptPerson(stored)
      const rows = rowsOfPerson(account, person, parts, tell)
      if (rows === undefined) left.add(id)
      else all.push(rows)
    }
    yield all
  }
}

async function* sessions(
  { sessions: store, moves, cipher, clock }: BackParts,
  network: string,
  limit: number,
  left: ReadonlySet<string>,
  tell: (loss: Loss) => void,
): AsyncGenerator<readonly Rows[]> {
  const filter = { active: { is: true, at: clock() } }
  for (let after: { readonly issuedAt: number; readonly id: string } | undefined; ;) {
    const page = await store.list(filter, { limit, ...(after === undefined ? {} : { after }) })
    const last = page.at(-1)
    if (last === undefined) return
    after = last.session
    const kept = await moves.kept(
      'session',
      page.map(({ session }) => session.id),
    )
    const all: Rows[] = []
    for (const { session } of page) {
      const { id, identityId } = session
      const stored = kept.get(id),
        before = stored === undefined ? undefined : readKeptSession(id, stored, cipher),
        token = before?.row['token']
      // NOTE a session can have been given another token here
      const found = token === undefined ? undefined : await store.findByToken(sha256(token))
      if (left.has(identityId))
        tell({ kind: 'session', person: identityId, what: id, reason: 'the person is not written' })
      else if (before !== undefined && found?.session.id === id)
        all.push(rowsOfSession({ session, kept: before }, network))
      else
        tell({
          kind: 'session',
          person: identityId,
          what: id,
          reason: 'its token is not known: here, only its hash is stored',
        })
    }
    yield all
  }
}
