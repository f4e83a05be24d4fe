// Accounts at which somebody has guessed lately: read from the newest entries of the audit trail, so
// that the work is the same however many accounts there are.
import type { AuditAdministration } from '#audit/administration.ts'
import type { ChainedEntry } from '#audit/entry.ts'
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { networkOf } from '#lib/network.ts'
import type { BudgetKind } from '#shield/budget-store.ts'
import type { Held } from '#shield/shield.ts'

/** So many entries are looked at, and so many accounts are shown. */
export const latelyLimits = { entries: 500, accounts: 20 }

export type Suspect = {
  readonly account: Account
  readonly failures: number
  readonly lastAt: Timestamp
  readonly networks: readonly string[]
  /** Of guesses, not of messages. */
  readonly held: readonly Held[]
}

export type LatelyParts = {
  readonly audit: Pick<AuditAdministration, 'list'>
  readonly core: Pick<Core, 'administration' | 'shieldAdministration'>
}

/** The accounts, who was tried last first. */
export async function suspects({ audit, core }: LatelyParts): Promise<readonly Suspect[]> {
  const { shown } = await audit.list({}, { limit: latelyLimits.entries, after: undefined })
  const failed = Map.groupBy(
    shown.filter(({ action, target }) => action === 'login.failed' && target.id !== undefined),
    ({ target }) => target.id ?? '',
  )
  const found = [...failed].slice(0, latelyLimits.accounts).map(async ([identityId, entries]) => {
    try {
      const account = await core.administration.find(identityId)
      const { held } = await core.shieldAdministration.find({ identityId })
      return { account, held: held.filter(isOfGuesses), ...summaryOf(entries) }
    } catch (error) {
      // NOTE the trail outlives the account
      if (error instanceof Refusal && error.kind === 'not-found') return undefined
      throw error
    }
  })
  return (await Promise.all(found)).filter((one) => one !== undefined)
}

const summaryOf = (entries: readonly ChainedEntry[]) => ({
  failures: entries.length,
  lastAt: entries[0]?.at ?? 0,
  networks: [...new Set(entries.flatMap(({ client }) => (client ? [networkOf(client)] : [])))],
})

const guesses: readonly BudgetKind[] = ['account', 'code', 'second-factor']
const isOfGuesses = ({ kind }: Held): boolean => guesses.includes(kind)

/** Whether nothing is left of a budget. */
export const isSpent = ({ spent, tries }: Held): boolean => spent >= tries
