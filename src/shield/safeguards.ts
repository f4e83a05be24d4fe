import { asSafeguard } from '#lib/deadline.ts'
import type { BudgetStore } from './budget-store.ts'

/** A store of budgets whose counts of tries stay when the request that made the try is refused. */
export function countedAsSafeguards(budgets: BudgetStore): BudgetStore {
  // NOTE each method is named, so that a new one is either a safeguard or not
  const { find, clear, remember, isKnown, devicesOf, forgetDevices, deleteExpired } = budgets
  return {
    take: (budget, at) => asSafeguard(() => budgets.take(budget, at)),
    takeInOrder: (some, at) => asSafeguard(() => budgets.takeInOrder(some, at)),
    takeKnown: (key, at) => asSafeguard(() => budgets.takeKnown(key, at)),
    giveBack: (spent, allOf) => asSafeguard(() => budgets.giveBack(spent, allOf)),
    find,
    clear,
    remember,
    isKnown,
    devicesOf,
    forgetDevices,
    deleteExpired,
  }
}
