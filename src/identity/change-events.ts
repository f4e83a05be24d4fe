import type { Account, IdentityStore } from './identity-store.ts'

export type IdentityChange =
  | { readonly what: 'created' | 'updated'; readonly account: Account }
  | { readonly what: 'deleted'; readonly id: string }

/**
 * A store that announces every change of an identity, in the transaction of the change. Packed
 * imports are not announced.
 */
export function withChangeEvents(
  identities: IdentityStore,
  transact: <T>(work: () => Promise<T>) => Promise<T>,
  {
    isWatched,
    changed,
  }: {
    readonly isWatched: () => boolean
    readonly changed: (changes: readonly IdentityChange[]) => Promise<void>
  },
): IdentityStore {
  const watched = <T>(
    work: () => Promise<T>,
    changesOf: (result: T) => readonly IdentityChange[],
  ): Promise<T> =>
    !isWatched()
      ? work()
      : transact(async () => {
          const result = await work(),
            changes = changesOf(result)
          if (changes.length > 0) await changed(changes)
          return result
        })
  return {
    ...identities,
    insert: (account, entry) =>
      watched(
        () => identities.insert(account, entry),
        () => [{ what: 'created', account }],
      ),
    insertMany: (accounts, entries) =>
      watched(
        () => identities.insertMany(accounts, entries),
        (conflicts) =>
          accounts
            .filter((_account, at) => conflicts[at] === undefined)
            .map((account) => ({ what: 'created', account })),
      ),
    replace: (account, entry) =>
      watched(
        () => identities.replace(account, entry),
        (stored) => [{ what: 'updated', account: stored }],
      ),
    setStates: (accounts, state, at) =>
      watched(
        () => identities.setStates(accounts, state, at),
        (stored) => stored.map((account) => ({ what: 'updated', account })),
      ),
    delete: (id) =>
      watched(
        () => identities.delete(id),
        (wasThere) => (wasThere ? [{ what: 'deleted', id }] : []),
      ),
    deleteMany: (ids) =>
      watched(
        () => identities.deleteMany(ids),
        (deleted) => deleted.map((id) => ({ what: 'deleted', id })),
      ),
  }
}
