import type { Account, IdentityFilter, IdentityStore } from '#identity/identity-store.ts'
import type { Identity } from '#identity/identity.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import type { Row } from './engine.ts'
import { identityDocument, readIdentityDocuments } from './identity-documents.ts'
import {
  credentialColumns,
  identityColumns,
  readCredentials,
  readIdentity,
} from './identity-rows.ts'
import { kindsOf, uniqueValueKind } from './unique-values.ts'
import { createIdentifierSubstring } from './identifier-substring.ts'
import { digest, toKey } from './text.ts'

type Reading = Pick<
  IdentityStore,
  | 'find'
  | 'findByExternalId'
  | 'findByIdentifier'
  | 'findByAddress'
  | 'list'
  | 'listByOffset'
  | 'listIdentities'
  | 'count'
>

type Page = { readonly limit: number; readonly after?: string; readonly offset?: number }

/** An account is read by one statement, so that identity and credentials have the same version. */
export function readIdentities(database: Database): Reading {
  const { db } = database
  const select = db
    .selectFrom('pallas_identities as i')
    .leftJoin('pallas_credentials as c', 'c.identity_id', 'i.id')
    .select(identityColumns)
    .select(credentialColumns)
  const oneById = prepare(
    database,
    'pallas_identity_by_id',
    select.where('i.id', '=', '').compile(),
  )
  const byExternalId = prepare(
    database,
    'pallas_identity_by_external_id',
    select.where('i.external_id_digest', '=', '').compile(),
  )
  /** The identity that has a value as one of several kinds. */
  const holders = (valueDigest = '') =>
    db
      .selectFrom('pallas_lookups as k')
      .select('k.identity_id')
      .where('k.value_digest', '=', valueDigest)
  const byIdentifier = prepare(
    database,
    'pallas_identity_by_identifier',
    select.where('i.id', 'in', holders().where('k.kind', '=', '')).compile(),
  )
  const byAddress = prepare(
    database,
    'pallas_identity_by_address',
    select
      .where('i.id', 'in', holders().where('k.kind', '>=', '').where('k.kind', '<', ''))
      .compile(),
  )

  const document = identityDocument(database.dialect).as('document')
  const similar = createIdentifierSubstring(database)

  async function matching({ ids, identifier, similarIdentifier, organizationId }: IdentityFilter) {
    let query = db.selectFrom('pallas_identities as i')
    if (ids !== undefined) query = query.where('i.id', 'in', [...new Set(ids.map(toKey))])
    if (organizationId !== undefined)
      query = query.where('i.organization_id_digest', '=', digest(organizationId))
    if (identifier !== undefined) {
      const [from, to] = kindsOf('identifier')
      query = query.where(
        'i.id',
        'in',
        holders(digest(identifier)).where('k.kind', '>=', from).where('k.kind', '<', to),
      )
    }
    return similarIdentifier === undefined
      ? query
      : query.where('i.id', 'in', await similar(similarIdentifier))
  }

  /** The ids of a page, as `page`. */
  async function idsOf(filter: IdentityFilter, page: Page) {
    let ids = (await matching(filter))
      .select('i.id')
      .orderBy('i.id')
      .limit(numberLiteral(page.limit))
    if (page.after !== undefined) ids = ids.where('i.id', '>', toKey(page.after))
    if (page.offset !== undefined) ids = ids.offset(numberLiteral(page.offset))
    return ids.as('page')
  }

  async function readPage(filter: IdentityFilter, page: Page): Promise<readonly Account[]> {
    if (filter.ids?.length === 0) return []
    const ids = await idsOf(filter, page)
    return accounts(await select.innerJoin(ids, 'page.id', 'i.id').execute())
  }

  async function readIdentityPage(filter: IdentityFilter, page: Page) {
    if (filter.ids?.length === 0) return []
    const ids = await idsOf(filter, page)
    const query = db.selectFrom('pallas_identities as i').select(document)
    const rows = await query.innerJoin(ids, 'page.id', 'i.id').execute()
    return readIdentityDocuments(rows).toSorted(byId)
  }

  return {
    find: async (id) => accounts((await oneById([toKey(id)])).rows)[0],
    findByExternalId: async (externalId) =>
      accounts((await byExternalId([digest(externalId)])).rows)[0],
    findByIdentifier: async (type, identifier) =>
      accounts(
        (await byIdentifier([digest(identifier), uniqueValueKind('identifier', type)])).rows,
      )[0],
    findByAddress: async (kind, value) =>
      accounts((await byAddress([digest(value), ...kindsOf(kind)])).rows)[0],
    list: (filter, page) => readPage(filter, page),
    listByOffset: (filter, page) => readPage(filter, page),
    listIdentities: readIdentityPage,
    async count(filter) {
      if (filter.ids?.length === 0) return 0
      const { count } = await (
        await matching(filter)
      )
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return count
    },
  }
}

/**
 * The rows have one credential each and come in any order: MySQL would sort rows with long texts on
 * disk. Accounts are sorted by id, credentials by the order in which they were stored.
 */
function accounts(rows: readonly Row[]): readonly Account[] {
  const rowsOf = new Map<unknown, Row[]>()
  for (const row of rows) {
    const known = rowsOf.get(row['id'])
    if (known === undefined) rowsOf.set(row['id'], [row])
    else known.push(row)
  }
  const read = [...rowsOf.values()].map((own) => ({
    identity: readIdentity(own[0] as Row),
    credentials: readCredentials(own),
  }))
  return read.sort((a, b) => byId(a.identity, b.identity))
}

const byId = (a: Identity, b: Identity): number => (a.id < b.id ? -1 : 1)
