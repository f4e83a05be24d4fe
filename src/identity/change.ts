import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '#errors/refusal.ts'
import { StaleVersion, type Account, type IdentityStore } from './identity-store.ts'
import { createKeyedMutex } from '#lib/keyed-mutex.ts'

const mostTries = 25

export const unknownIdentity = (): Refusal =>
  new Refusal('not-found', { reason: 'There is no identity with this id.' })

/**
 * Changes stored accounts: reads, decides, stores, and begins anew when somebody else was faster.
 * Changes made here wait for each other; those made elsewhere (by the person, by another server)
 * are met by trying again.
 */
export function createChange(identities: Pick<IdentityStore, 'find' | 'replace'>) {
  const keyedMutex = createKeyedMutex()

  async function attempt(
    id: string,
    decide: (account: Account) => Account,
  ): Promise<{ readonly account: Account; readonly changed: boolean }> {
    const account = await identities.find(id)
    if (!account) throw unknownIdentity()
    const wanted = decide(account)
    return wanted === account
      ? { account, changed: false }
      : { account: await identities.replace(wanted), changed: true }
  }

  /**
   * `decide` may be asked more than once; answering the account itself stores nothing. Throws
   * Refusal('not-found'), Conflict, Outdated.
   */
  return (id: string, decide: (account: Account) => Account) =>
    keyedMutex(id, async () => {
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
