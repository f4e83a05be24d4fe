// What deleting an identity leaves behind: a tombstone that does not tell who it was, and for a while
// digests of the identifiers that nobody else may have yet.
import type { AuditStore } from '#audit/audit-store.ts'
import { actorFactsNow } from '#audit/record.ts'
import type { MacKeys } from '#crypto/mac-keys.ts'
import { canonical } from '#schema/canonical.ts'
import type { Clock } from '#lib/time.ts'
import { Conflict, type Account, type IdentityStore } from './identity-store.ts'
import type { ReservedStore, TombstoneStore } from './tombstone-store.ts'

export type ErasingParts = {
  readonly tombstones: Pick<TombstoneStore, 'insert'>
  readonly reserved: Pick<ReservedStore, 'insert' | 'any'>
  readonly audit: Pick<AuditStore, 'takeOutClients'>
  readonly devices: { forgetDevices(identityId: string): Promise<number> }
  /** Made for `reservedPurpose`. */
  readonly keys: Pick<MacKeys, 'all'>
  /** How long identifiers are not free; 0: not at all. */
  readonly freeAfterMs: () => number
  /** Called in the transaction, with the ids of those that are deleted. */
  readonly deleted: (ids: readonly string[]) => void
  readonly transact: <T>(work: () => Promise<T>) => Promise<T>
  readonly clock: Clock
}

/** What the keys of digests of identifiers are derived for. */
export const reservedPurpose = 'reserved identifiers'

/** A store that deletes identities for good, and refuses identifiers that are not free yet. */
export function erasing(identities: IdentityStore, parts: ErasingParts): IdentityStore {
  async function bury(ids: readonly string[], accounts: readonly Account[]): Promise<void> {
    if (ids.length === 0) return
    const erasedAt = parts.clock()
    const erasedBy = actorFactsNow().kind
    await parts.tombstones.insert(
      ids.map((identityId) => ({ identityId, erasedAt, erasedBy, sweptAt: undefined })),
    )
    for (const id of ids) await parts.devices.forgetDevices(id)
    await parts.audit.takeOutClients(ids)
    const gone = accounts.filter(({ identity }) => ids.includes(identity.id))
    const digests = gone.flatMap(identifiersOf).map((text) => parts.keys.all(text)[0] ?? '')
    await parts.reserved.insert([...new Set(digests)], erasedAt + parts.freeAfterMs())
    parts.deleted(ids)
  }

  const accountsOf = async (ids: readonly string[]): Promise<readonly Account[]> =>
    parts.freeAfterMs() === 0 || ids.length === 0
      ? []
      : identities.list({ ids }, { limit: ids.length })

  const isReserved = async (values: readonly string[]): Promise<boolean> =>
    parts.freeAfterMs() > 0 &&
    parts.reserved.any(
      values.flatMap((text) => parts.keys.all(text)),
      parts.clock(),
    )

  async function guard(account: Account, before?: () => Promise<Account | undefined>) {
    const wanted = identifiersOf(account)
    if (!(await isReserved(wanted))) return
    const stored = await before?.()
    const own = new Set(stored ? identifiersOf(stored) : [])
    if (await isReserved(wanted.filter((one) => !own.has(one)))) throw new Conflict('identifier')
  }

  return {
    ...identities,
    async insert(account, entry) {
      await guard(account)
      await identities.insert(account, entry)
    },
    async insertMany(accounts, entries) {
      if (parts.freeAfterMs() === 0) return identities.insertMany(accounts, entries)
      const refused = await Promise.all(
        accounts.map(async (account) => isReserved(identifiersOf(account))),
      )
      const isFree = (_: unknown, at: number) => refused[at] !== true
      const stored = await identities.insertMany(accounts.filter(isFree), entries?.filter(isFree))
      let at = 0
      return refused.map((is) => (is ? new Conflict('identifier') : stored[at++]))
    },
    async replace(account, entry) {
      await guard(account, () => identities.find(account.identity.id))
      return identities.replace(account, entry)
    },
    delete: (id) =>
      parts.transact(async () => {
        const accounts = await accountsOf([id])
        const was = await identities.delete(id)
        if (was) await bury([id], accounts)
        return was
      }),
    deleteMany: (ids) =>
      parts.transact(async () => {
        const accounts = await accountsOf(ids)
        const deleted = await identities.deleteMany(ids)
        await bury(deleted, accounts)
        return deleted
      }),
  }
}

/** What somebody signs in with or is reached at, in canonical form. */
const identifiersOf = ({ identity, credentials }: Account): readonly string[] => [
  ...new Set(
    [
      ...credentials.flatMap(({ identifiers }) => identifiers),
      ...identity.verifiableAddresses.map(({ value }) => value),
      ...identity.recoveryAddresses.map(({ value }) => value),
    ].map(canonical),
  ),
]
