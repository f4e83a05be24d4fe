// Keeps in step with identities and sessions what identities are searched by.
import type { Identity } from '#identity/identity.ts'
import type { SearchEntry, SearchStore } from '#identity/search-store.ts'
import { createBulk } from './bulk.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { searchRow, termRows } from './search-rows.ts'
import { toKey } from './text.ts'

/** All of it joins the transaction that is open. */
export function writeSearch(database: Database) {
  const { db, transact } = database
  const bulk = createBulk(database)
  const signedIn = prepare(
    database,
    'pallas_signed_in',
    db.updateTable('pallas_search_identities').set({ last_sign_in_at: 0 }).where('identity_id', '=', '').where('last_sign_in_at', '<', 0).compile(),
  )

  async function replaceTerms(identity: Pick<Identity, 'id' | 'createdAt'>, entry: SearchEntry): Promise<void> {
    const id = toKey(identity.id)
    const key = ({ term, field }: { readonly term: string; readonly field: string }) => `${field} ${term}`
    const before = await db.selectFrom('pallas_search_terms').select(['term', 'field']).where('identity_id', '=', id).execute()
    const wanted = new Set(entry.terms.map(key)),
      there = new Set(before.map(key))
    for (const { term, field } of before) {
      if (!wanted.has(key({ term, field }))) await db.deleteFrom('pallas_search_terms').where('identity_id', '=', id).where('term', '=', term).where('field', '=', field).execute()
    }
    await bulk.insert('pallas_search_terms', termRows(identity, { ...entry, terms: entry.terms.filter((one) => !there.has(key(one))) }))
  }

  return {
    /** Without an entry the terms stay as they are, and wait to be made anew. */
    async replace(identity: Identity, entry: SearchEntry | undefined): Promise<void> {
      const { identity_id, state, schema_id, mark, updated_at, version } = searchRow(identity, entry)
      await db.updateTable('pallas_search_identities').set({ state, schema_id, mark, updated_at, version }).where('identity_id', '=', identity_id).execute()
      if (entry !== undefined) await replaceTerms(identity, entry)
    },

    /** That a session began, or was confirmed. */
    async signedIn(identityId: string, at: number): Promise<void> {
      await signedIn([at, toKey(identityId), at])
    },

    index: ((identity, entry) =>
      transact(async () => {
        const { identity_id, state, schema_id, mark, updated_at, version } = searchRow(identity, entry)
        // NOTE the row is held from here on, so that a change of the identity waits, and is not overwritten
        const { numUpdatedRows } = await db
          .updateTable('pallas_search_identities')
          .set({ state, schema_id, mark, updated_at, version })
          .where('identity_id', '=', identity_id)
          .where('version', '<=', version)
          .executeTakeFirst()
        if (numUpdatedRows > 0n) await replaceTerms(identity, entry)
      })) satisfies SearchStore['index'],
  }
}
