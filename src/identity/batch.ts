import { record } from '#audit/record.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Events } from '#events/events.ts'
import { createdEntry } from './audit-entries.ts'
import type { Account, Conflict, IdentityStore } from './identity-store.ts'
import type { NewIdentity } from './prepare.ts'

/** The result for one identity of a batch. `nothing`: nothing was requested for it. */
export type BatchResult =
  | { readonly kind: 'created'; readonly account: Account }
  | { readonly kind: 'refused'; readonly error: Refusal | InvalidInput | Conflict }
  | { readonly kind: 'nothing' }

export type BatchParts = {
  readonly identities: Pick<IdentityStore, 'insertMany'>
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly prepare: (wanted: NewIdentity) => Promise<Account>
  readonly events: Events
}

/** How many passwords of a batch are hashed at once: logins meanwhile need the other processors. */
const concurrency = 2

/**
 * `create`: many identities, each completely or not at all; answers in their order. When the server
 * is too busy, none is created. `attempt`: answers the same, and stores nothing.
 */
export function createBatch({ identities, transact, prepare, events }: BatchParts) {
  async function prepared(wanted: NewIdentity | undefined): Promise<BatchResult> {
    if (wanted === undefined) return { kind: 'nothing' }
    try {
      return { kind: 'created', account: await prepare(wanted) }
    } catch (error) {
      if (isRefused(error)) return { kind: 'refused', error }
      throw error
    }
  }

  /** Calls `store` with what is to be stored; it answers the conflicts. */
  async function settled(
    wanted: Wanted,
    store: (accounts: readonly Account[]) => Promise<readonly (Conflict | undefined)[]>,
  ): Promise<readonly BatchResult[]> {
    const results = await mapAFew(wanted, prepared)
    const conflicts = [
      ...(await store(results.flatMap((one) => (one.kind === 'created' ? [one.account] : [])))),
    ]
    return results.map((one): BatchResult => {
      const conflict = one.kind === 'created' ? conflicts.shift() : undefined
      return conflict === undefined ? one : { kind: 'refused', error: conflict }
    })
  }

  async function create(wanted: Wanted): Promise<readonly BatchResult[]> {
    const results = await settled(wanted, (accounts) =>
      transact(async () => {
        const found = await identities.insertMany(accounts)
        for (const [at, account] of accounts.entries())
          if (found[at] === undefined) await record(createdEntry(account))
        return found
      }),
    )
    for (const one of results)
      if (one.kind === 'created')
        events({
          kind: 'identity.changed',
          identityId: one.account.identity.id,
          what: 'created',
          by: 'admin',
        })
    return results
  }

  /** NOTE only storing them tells all conflicts: with others, and among themselves */
  const attempt = (wanted: Wanted): Promise<readonly BatchResult[]> =>
    settled(wanted.map(withoutHashing), async (accounts) => {
      let conflicts: readonly (Conflict | undefined)[] = []
      await transact(async () => {
        conflicts = await identities.insertMany(accounts)
        throw new TakenBack()
      }).catch((error: unknown) => {
        if (!(error instanceof TakenBack)) throw error
      })
      return conflicts
    })

  return { create, attempt }
}

type Wanted = readonly (NewIdentity | undefined)[]

class TakenBack extends Error {}

/** With a password that is as good for an attempt, and costs nothing. */
function withoutHashing(wanted: NewIdentity | undefined): NewIdentity | undefined {
  if (wanted?.credentials?.password?.kind !== 'cleartext') return wanted
  const { credentials } = wanted
  return { ...wanted, credentials: { ...credentials, password: { kind: 'migration-hook' } } }
}

function isRefused(error: unknown): error is Refusal | InvalidInput {
  return (
    error instanceof InvalidInput ||
    (error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'misconfigured')
  )
}

async function mapAFew<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = []
  const left = items.entries()
  const worker = async () => {
    for (const [index, item] of left) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return results
}
