import type { Timestamp } from '#lib/time.ts'

/** What a budget counts. `device`: the tries of a known device at one account. */
export type BudgetKind =
  | 'account'
  | 'code'
  | 'second-factor'
  | 'device'
  | 'network'
  | 'recipient'
  | 'resend'
  | 'network-messages'
  /** A solved challenge, which counts once. */
  | 'proof'
  | 'notice'
  | 'notice-summary'

/**
 * A budget of `tries`, of which one comes back every `refillMs`. `key` says whose it is; budgets
 * of one kind with different keys are apart.
 */
export type Budget = {
  readonly kind: BudgetKind
  readonly key: string
  readonly tries: number
  readonly refillMs: number
}

/** A budget as it is stored. `spent`: the tries that have not come back yet. */
export type StoredBudget = {
  readonly kind: BudgetKind
  readonly key: string
  readonly spent: number
  readonly tries: number
  readonly refillMs: number
}

/**
 * What a try was taken from, with the milliseconds to wait where there was none: a known device, or
 * those of the budgets that were asked, in their order.
 */
export type Taken =
  | { readonly of: 'device'; readonly wait: number }
  | { readonly of: 'budgets'; readonly waits: readonly number[] }

/**
 * Budgets, counted exactly and across processes. What was taken may be lost when the machine loses
 * power, not when the process dies.
 */
export type BudgetStore = {
  /**
   * Takes one try, in one statement, so that of simultaneous tries no more are taken than there
   * are. Answers 0, or the milliseconds until one comes back when none is left; then nothing is
   * taken. When the clock was set back, nobody waits longer than `refillMs`.
   */
  take(budget: Budget, at: Timestamp): Promise<number>
  /**
   * As `take`, from the device when it is known, else from one budget after the other until one has
   * none. In one statement where the database has one for it.
   */
  takeOfFirst(device: Budget | undefined, budgets: readonly Budget[], at: Timestamp): Promise<Taken>
  /**
   * Puts back one try that was taken from each of the budgets, and all tries of those of the kind
   * `allOf`. `soon`: written a moment later, together with others; nobody is refused by this store
   * meanwhile.
   */
  giveBack(
    budgets: readonly Budget[],
    how?: { readonly allOf?: BudgetKind; readonly when?: 'now' | 'soon' },
  ): Promise<void>
  /** Those of the budgets that something was taken from. */
  find(
    budgets: readonly Pick<Budget, 'kind' | 'key'>[],
    at: Timestamp,
  ): Promise<readonly StoredBudget[]>
  clear(budgets: readonly Pick<Budget, 'kind' | 'key'>[]): Promise<number>
  /**
   * Makes a device known for an account until `until`. `before`: the token by which it was known,
   * which is then forgotten. `soon`: written a moment later, together with others; this store knows
   * the device at once, those of other processes then.
   */
  remember(
    device: Budget & { readonly identityId: string; readonly until: Timestamp },
    before: string | undefined,
    at: Timestamp,
    when?: 'now' | 'soon',
  ): Promise<void>
  isKnown(key: string, at: Timestamp): Promise<boolean>
  devicesOf(identityId: string, at: Timestamp): Promise<number>
  /** Forgets all devices of an account; answers how many there were. */
  forgetDevices(identityId: string): Promise<number>
  /** Deletes up to `limit` budgets that are full again, and devices past their time. */
  deleteExpired(at: Timestamp, limit: number): Promise<number>
}
