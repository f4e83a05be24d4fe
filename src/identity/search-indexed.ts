import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { Account, IdentityStore } from './identity-store.ts'
import { entryOf } from './search-terms.ts'

/** A store that writes the search entry with every account. */
export function withSearchIndex(
  identities: IdentityStore,
  schemas: () => IdentitySchemas,
): IdentityStore {
  const entry = (account: Account) => entryOf(account, schemas().find(account.identity.schemaId))
  return {
    ...identities,
    insert: (account) => identities.insert(account, entry(account)),
    insertMany: (accounts) => identities.insertMany(accounts, accounts.map(entry)),
    replace: (account) => identities.replace(account, entry(account)),
  }
}
