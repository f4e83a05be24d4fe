// The last administrator among the operators keeps the account, whoever asks for another thing: an
// administrator, a token, a command.
import { Refusal } from '#errors/refusal.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { OperatorStore } from './operator-store.ts'

/** Throws Refusal('conflict') for the last administrator who can sign in; to be called in a transaction. */
export function createLastAdminGuard(
  identities: Pick<IdentityStore, 'find'>,
  operators: Pick<OperatorStore, 'find' | 'lockAllWith'>,
) {
  const isActive = async (id: string): Promise<boolean> =>
    (await identities.find(id))?.identity.state === 'active'
  return async (id: string, what = 'deleted'): Promise<void> => {
    if ((await operators.find(id))?.role !== 'admin' || !(await isActive(id))) return
    for (const other of await operators.lockAllWith('admin'))
      if (other !== id && (await isActive(other))) return
    throw isLast(what)
  }
}

/**
 * A store that neither deletes nor disables the identity of the last operator with the role `admin` who
 * can sign in: it throws Refusal('conflict').
 */
export function keepingLastAdmin(
  identities: IdentityStore,
  operators: Pick<OperatorStore, 'find' | 'lockAllWith'>,
  transact: <T>(work: () => Promise<T>) => Promise<T>,
): IdentityStore {
  const isActive = async (id: string): Promise<boolean> =>
    (await identities.find(id))?.identity.state === 'active'

  const guard = createLastAdminGuard(identities, operators)

  /** The same for many together. */
  async function guardMany(ids: readonly string[], what: string): Promise<void> {
    const changed = new Set(ids)
    let isAdminChanged = false
    for (const id of await operators.lockAllWith('admin'))
      if (await isActive(id)) {
        if (!changed.has(id)) return
        isAdminChanged = true
      }
    if (isAdminChanged) throw isLast(what)
  }

  return {
    ...identities,
    delete: (id) =>
      transact(async () => {
        await guard(id, 'deleted')
        return identities.delete(id)
      }),
    deleteMany: (ids) =>
      transact(async () => {
        await guardMany(ids, 'deleted')
        return identities.deleteMany(ids)
      }),
    setStates: (accounts, state, at) =>
      state === 'active'
        ? identities.setStates(accounts, state, at)
        : transact(async () => {
            const ids = accounts.map(({ identity }) => identity.id)
            await guardMany(ids, 'disabled')
            return identities.setStates(accounts, state, at)
          }),
    replace: (account, entry) =>
      account.identity.state === 'active'
        ? identities.replace(account, entry)
        : transact(async () => {
            await guard(account.identity.id, 'disabled')
            return identities.replace(account, entry)
          }),
  }
}

const isLast = (what: string) =>
  new Refusal('conflict', {
    id: 'last_admin_operator',
    reason:
      `This is the account of the last operator with the role admin, and cannot be ${what}. ` +
      'Give the role to somebody else, or take it from this one, first.',
  })
