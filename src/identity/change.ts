import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#errors/refusal.ts'
import { createKeyedMutex } from '#lib/keyed-mutex.ts'
import { StaleVersion, type Account, type IdentityStore } from './identity-store.ts'

const mostTries = 25

export const unknownIdentity = (): Refusal =>
  new Refusal('not-found', { reason: 'There is no identity with this id.' })

/** How a changed account is stored. Throws as IdentityStore.replace. */
export type StoreChange = (before: Account, wanted: Account) => Promise<Account>

/**
 * Changes stored accounts: reads, decides and stores, and starts again when the account was changed
 * meanwhile. Changes of one account that are made here run one after the other; changes made by its
 * owner or by another server cause another try.
 */
export function createChange(
  identities: Pick<IdentityStore, 'find' | 'replace'>,
  store: StoreChange = (_before, wanted) => identities.replace(wanted),
) {
  const oneAtATime = createKeyedMutex()

  async function attempt(
    id: string,
    decide: (account: Account) => Account,
  ): Promise<{ readonly account: Account; readonly changed: boolean }> {
    const account = await identities.find(id)
    if (!account) throw unknownIdentity()
    const wanted = decide(account)
    return wanted === account
      ? { account, changed: false }
      : { account: await store(account, wanted), changed: true }
  }

  /**
   * `decide` may be called more than once; when it returns the same account, nothing is stored.
   * Throws Refusal('not-found'), Conflict, StaleVersion.
   */
  return (id: string, decide: (account: Account) => Account) =>
    oneAtATime(id, async () => {
      for (let tries = 1; ; tries++) {
        try {
          return await attempt(id, decide)
        } catch (error) {
          if (!(error instanceof StaleVersion) || tries === mostTries) throw error
          await sleep(Math.random() * Math.min(2 * tries, 20))
        }
      }
    })
}
