import type { BudgetStore } from '#shield/budget-store.ts'
import type { SessionStore } from './session-store.ts'

/**
 * The store of sessions; where all of an identity end, its known devices are forgotten with them.
 * NOTE not where the sessions of everybody end, which are ended without looking at whose they are
 */
export function forgettingDevices(
  sessions: SessionStore,
  budgets: Pick<BudgetStore, 'forgetDevices'>,
): SessionStore {
  const alsoForget = async (identityId: string, count: number): Promise<number> => {
    await budgets.forgetDevices(identityId)
    return count
  }
  return {
    ...sessions,
    async revokeOfIdentity(identityId, exceptId, devices) {
      const count = await sessions.revokeOfIdentity(identityId, exceptId)
      return devices === 'kept' ? count : alsoForget(identityId, count)
    },
    async disown(session) {
      const wasActive = await sessions.disown(session)
      await budgets.forgetDevices(session.identityId)
      return wasActive
    },
    async endMany(which, how, limit) {
      const count = await sessions.endMany(which, how, limit)
      if (which !== 'all' && 'identityIds' in which)
        for (const identityId of which.identityIds) await budgets.forgetDevices(identityId)
      return count
    },
    deleteOfIdentity: async (identityId) =>
      alsoForget(identityId, await sessions.deleteOfIdentity(identityId)),
  }
}
