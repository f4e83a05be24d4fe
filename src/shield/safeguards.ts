import { asSafeguard } from '#lib/deadline.ts'
import type { BudgetStore } from './budget-store.ts'

/** A store of budgets whose counts of tries stay when the request that made the try is refused. */
export function countedAsSafeguards(budgets: BudgetStore): BudgetStore {
  // NOTE each method is named, so that a new one is either a safeguard or not
  const { find, clear, remember, isKnown, devicesOf, forgetDevices, deleteExpired } = budgets
  return {
    take: (budget, at) => asSafeguard(() => budgets.take(budget, at)),
    takeOfFirst: (device, some, at) => asSafeguard(() => budgets.takeOfFirst(device, some, at)),
    giveBack: (spent, how) => asSafeguard(() => budgets.giveBack(spent, how)),
    find,
    clear,
    remember,
    isKnown,
    devicesOf,
    forgetDevices,
    deleteExpired,
  }
}
