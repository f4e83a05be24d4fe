import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { forgottenEntry } from './audit-entries.ts'
import type { RememberedDevice } from './remembered-store.ts'
import type { Remembered } from './remembered.ts'

export type RememberedAdministration = {
  /** Throws Refusal('not-found') for an unknown identity. */
  list(input: { readonly id: string }): Promise<readonly RememberedDevice[]>
  /** Throws as `list`. */
  forget(input: { readonly id: string }): Promise<{ readonly kind: 'done' }>
}

export function createRememberedAdministration({
  remembered,
  identities,
}: {
  readonly remembered: Remembered
  readonly identities: Pick<IdentityStore, 'find'>
}): RememberedAdministration {
  async function find(id: string): Promise<Account> {
    const account = await identities.find(id)
    if (!account) throw new Refusal('not-found', { reason: 'There is no identity with this id.' })
    return account
  }
  return {
    list: async ({ id }) => remembered.list(await find(id)),
    async forget({ id }) {
      await find(id)
      await recorded(
        () => remembered.forget(id),
        (count) => (count > 0 ? forgottenEntry(id, count) : undefined),
      )
      return { kind: 'done' }
    },
  }
}
