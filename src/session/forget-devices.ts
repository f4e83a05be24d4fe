import type { BudgetStore } from '#shield/budget-store.ts'
import type { SessionStore } from './session-store.ts'

/** The store of sessions; where all of an identity end, its known devices are forgotten with them. */
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
    deleteOfIdentity: async (identityId) =>
      alsoForget(identityId, await sessions.deleteOfIdentity(identityId)),
  }
}
