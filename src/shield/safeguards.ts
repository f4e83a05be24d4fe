import { asSafeguard } from '#lib/deadline.ts'
import type { BudgetStore } from './budget-store.ts'

/** A store of budgets whose counts of tries stay when the request that made the try is refused. */
export const countedAsSafeguards = (budgets: BudgetStore): BudgetStore => ({
  ...budgets,
  take: (budget, at) => asSafeguard(() => budgets.take(budget, at)),
  takeInOrder: (some, at) => asSafeguard(() => budgets.takeInOrder(some, at)),
  takeKnown: (key, at) => asSafeguard(() => budgets.takeKnown(key, at)),
  giveBack: (spent, allOf) => asSafeguard(() => budgets.giveBack(spent, allOf)),
})
