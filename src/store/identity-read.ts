import { sql } from 'kysely'
import type { Kysely, RawBuilder } from 'kysely'
import type { Account, IdentityFilter, IdentityStore } from '#identity/identity-store.ts'
import { cut, fold } from '#lib/fold.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { whole } from './doomed.ts'
import type { Dialect, Row } from './engine.ts'
import { credentialColumns, identityColumns, readCredentials, readIdentity } from './identity-rows.ts'
import { termHolds } from './search-conditions.ts'
import type { Tables } from './tables/tables.ts'
import { digest, toKey, toText } from './text.ts'

type Reading = Pick<IdentityStore, 'find' | 'findByExternalId' | 'findByIdentifier' | 'findByAddress' | 'list' | 'listByOffset' | 'count'>

/** An account is read by one statement, so that its identity and its credentials belong together. */
export function readIdentities(database: Database): Reading {
  const { db, dialect } = database
  const select = db.selectFrom('pallas_identities as i').leftJoin('pallas_credentials as c', 'c.identity_id', 'i.id').select(identityColumns).select(credentialColumns)
  const byId = prepare(database, 'pallas_identity_by_id', select.where('i.id', '=', '').compile())
  const byExternalId = prepare(database, 'pallas_identity_by_external_id', select.where('i.external_id_digest', '=', '').compile())
  const identifiers = db.selectFrom('pallas_credential_identifiers').select('identity_id').where('identifier_digest', '=', '').where('type', '=', '')
  const byIdentifier = prepare(database, 'pallas_identity_by_identifier', select.where('i.id', 'in', identifiers).compile())
  const verifiable = db.selectFrom('pallas_verifiable_addresses').select('identity_id').where('value_digest', '=', '')
  const recovery = db.selectFrom('pallas_recovery_addresses').select('identity_id').where('value_digest', '=', '')
  const byAddress = {
    verifiable: prepare(database, 'pallas_identity_by_verifiable', select.where('i.id', 'in', verifiable).compile()),
    recovery: prepare(database, 'pallas_identity_by_recovery', select.where('i.id', 'in', recovery).compile()),
  }

  /** Whether the index of the search knows identifiers in which this begins a word; then those are meant, and no others are looked for. */
  async function beginsAWord(part: string): Promise<boolean> {
    const begin = cut(fold(part))
    if (begin === '') return false
    const row = await similar(db, dialect, part, true).select('k.identity_id').limit(whole(1)).executeTakeFirst()
    return row !== undefined
  }

  async function matchingOf(filter: IdentityFilter) {
    return matching(db, dialect, filter, filter.similarIdentifier !== undefined && (await beginsAWord(filter.similarIdentifier)))
  }

  async function readPage(filter: IdentityFilter, page: { readonly limit: number; readonly after?: string; readonly offset?: number }): Promise<readonly Account[]> {
    if (filter.ids?.length === 0) return []
    let ids = (await matchingOf(filter)).select('i.id').orderBy('i.id').limit(whole(page.limit))
    if (page.after !== undefined) ids = ids.where('i.id', '>', toKey(page.after))
    if (page.offset !== undefined) ids = ids.offset(whole(page.offset))
    return accounts(await select.innerJoin(ids.as('page'), 'page.id', 'i.id').execute())
  }

  return {
    find: async (id) => accounts((await byId([toKey(id)])).rows)[0],
    findByExternalId: async (externalId) => accounts((await byExternalId([digest(externalId)])).rows)[0],
    findByIdentifier: async (type, identifier) => accounts((await byIdentifier([digest(identifier), type])).rows)[0],
    findByAddress: async (kind, value) => accounts((await byAddress[kind]([digest(value)])).rows)[0],
    list: (filter, page) => readPage(filter, page),
    listByOffset: (filter, page) => readPage(filter, page),
    async count(filter) {
      if (filter.ids?.length === 0) return 0
      const { count } = await (await matchingOf(filter))
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },
  }
}

function matching(db: Kysely<Tables>, dialect: Dialect, { ids, identifier, similarIdentifier, organizationId }: IdentityFilter, atWords: boolean) {
  let query = db.selectFrom('pallas_identities as i')
  if (ids !== undefined) query = query.where('i.id', 'in', [...new Set(ids.map(toKey))])
  if (organizationId !== undefined) query = query.where('i.organization_id_digest', '=', digest(organizationId))
  const identifiers = db.selectFrom('pallas_credential_identifiers as k').select('k.identity_id')
  if (identifier !== undefined) query = query.where('i.id', 'in', identifiers.where('k.identifier_digest', '=', digest(identifier)))
  if (similarIdentifier !== undefined) query = query.where('i.id', 'in', similar(db, dialect, similarIdentifier, atWords).select('k.identity_id'))
  return query
}

/** Identifiers that hold a part. `atWords`: of those whose words begin with it, as the index of the search finds them. */
function similar(db: Kysely<Tables>, dialect: Dialect, part: string, atWords: boolean) {
  const holding = db.selectFrom('pallas_credential_identifiers as k').where(position(dialect, toText(part)), '>', 0)
  if (!atWords) return holding
  const terms = db.selectFrom('pallas_search_terms as t').select('t.identity_id').where(() => termHolds('t', { kind: 'word', begin: cut(fold(part)) }))
  return holding.where('k.identity_id', 'in', terms)
}

/** Where the part begins, from 1; 0 when the identifier does not hold it. Compares by bytes, unlike LIKE. */
function position(dialect: Dialect, part: string): RawBuilder<number> {
  return dialect === 'postgres' ? sql<number>`strpos(k.identifier, ${part})` : sql<number>`instr(k.identifier, ${part})`
}

/**
 * One row for each credential, in any order: MySQL would sort rows with long texts on disk. Accounts come out by id,
 * their credentials in the order in which they were stored.
 */
function accounts(rows: readonly Row[]): readonly Account[] {
  const byId = new Map<unknown, Row[]>()
  for (const row of rows) {
    const known = byId.get(row['id'])
    if (known === undefined) byId.set(row['id'], [row])
    else known.push(row)
  }
  const read = [...byId.values()].map((own) => ({ identity: readIdentity(own[0] as Row), credentials: readCredentials(own) }))
  return read.sort((a, b) => (a.identity.id < b.identity.id ? -1 : 1))
}
