// Updates the search entries with identities and sessions. Whoever writes the entry of an identity
// holds its lock, so its terms are always those of the entry.
import type { Identity, IdentityState } from '#identity/identity.ts'
import type { SearchEntry, SearchStore } from '#identity/search-store.ts'
import { createBulk } from './bulk.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { deleteRows } from './delete-rows.ts'
import { rowDiff } from './row-diff.ts'
import { lockIdentity } from './lock-identity.ts'
import { readDocument } from './search-document.ts'
import { entryRow, termRows } from './search-rows.ts'
import { toKey } from './text.ts'

/** Of more terms, the statements that they are a part of would be too many to prepare. */
const mostLater = 8

/** Everything joins the open transaction. */
export function writeSearch(database: Database) {
  const { db, transact } = database
  const bulk = createBulk(database)
  const signedIn = prepare(
    database,
    'pallas_signed_in',
    db
      .updateTable('pallas_search_entries')
      .set({ last_sign_in_at: 0 })
      .where('identity_id', '=', '')
      .where('last_sign_in_at', '<', 0)
      .compile(),
  )

  const stored = (ids: readonly string[]) =>
    db
      .selectFrom('pallas_search_entries')
      .select(['identity_id', 'created_at', 'terms'])
      .where('identity_id', 'in', ids.map(toKey))
      .execute()

  /** NOTE nobody needs the answer: a few are a part of the statement that follows, or of the last one */
  async function insertTerms(rows: ReturnType<typeof termRows>): Promise<void> {
    const [first] = rows
    if (!database.combines || !first || rows.length > mostLater)
      return bulk.insert('pallas_search_terms', rows)
    const values = rows.flatMap((row) => Object.values(row))
    await bulk.insertLater('pallas_search_terms', Object.keys(first), [values], () => undefined)
  }

  /** Without an entry, the terms stay as they are until the identity is indexed again. */
  async function replace(identity: Identity, entry: SearchEntry | undefined): Promise<void> {
    const { identity_id, state, schema_id, mark, updated_at, version, terms } = entryRow(
      identity,
      entry,
    )
    const [before] = entry ? await stored([identity.id]) : []
    const changes = {
      state,
      schema_id,
      mark,
      updated_at,
      version,
      ...(before === undefined || before.terms === terms ? {} : { terms }),
    }
    await db
      .updateTable('pallas_search_entries')
      .set(changes)
      .where('identity_id', '=', identity_id)
      .execute()
    if (entry === undefined || before === undefined || before.terms === terms) return
    const { gone, added } = rowDiff(
      readDocument(before.terms),
      entry.terms,
      ({ field, term }) => `${field} ${term}`,
    )
    const of = { id: identity.id, createdAt: before.created_at }
    await deleteRows(db, 'pallas_search_terms', termRows(of, gone))
    await insertTerms(termRows(of, added))
  }

  return {
    replace,

    /** The same for identities of which nothing has changed but the state. */
    async setStates(ids: readonly string[], state: IdentityState, at: number): Promise<void> {
      await db
        .updateTable('pallas_search_entries')
        .set({ state, updated_at: at })
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .where('identity_id', 'in', ids.map(toKey))
        .execute()
    },

    /** To be called for those whose lock is held. */
    async remove(ids: readonly string[]): Promise<void> {
      const rows = (await stored(ids)).flatMap(({ identity_id, created_at, terms }) =>
        readDocument(terms).map((term) => ({ ...term, created_at, identity_id })),
      )
      await deleteRows(db, 'pallas_search_terms', rows)
      await db
        .deleteFrom('pallas_search_entries')
        .where('identity_id', 'in', ids.map(toKey))
        .execute()
    },

    /** Records that a session began or was confirmed. */
    async signedIn(identityId: string, at: number): Promise<void> {
      await signedIn([at, toKey(identityId), at])
    },

    index: ((identity, entry) =>
      transact(async () => {
        const version = await lockIdentity(database, identity.id)
        // NOTE whoever has changed the identity meanwhile has written its entry, too
        if (version !== undefined && version <= identity.version) await replace(identity, entry)
      })) satisfies SearchStore['index'],
  }
}
