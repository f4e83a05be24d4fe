// Rows as they were before columns were added.
import type { Account } from '#identity/identity-store.ts'
import type { Identity } from '#identity/identity.ts'
import { identityRow } from '#store/identity-rows.ts'

export const withoutConsents = (account: Account): Account => ({
  ...account,
  identity: { ...account.identity, consents: [] },
})

/** The row of an identity before it had consents. */
export function olderIdentityRow(identity: Identity) {
  const { consents, ...row } = identityRow(identity)
  if (consents !== null) throw new Error('an older row has no place for consents')
  return row
}
