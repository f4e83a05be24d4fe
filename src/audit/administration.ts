// What administrators do with the audit trail.
import { Refusal } from '#errors/refusal.ts'
import type { Clock, Timestamp } from '#lib/time.ts'
import type { MacKeys } from '#crypto/mac-keys.ts'
import type { AuditFilter, AuditStore } from './audit-store.ts'
import { streams, type Chain } from './chain.ts'
import type { ChainedEntry } from './entry.ts'
import { record } from './record.ts'
import { keyOf } from './trail.ts'
import { verifyTrail, type Verification } from './verify.ts'

export type AuditPage = {
  readonly shown: readonly ChainedEntry[]
  /** The id after which the next page begins, where there is one. */
  readonly last: string | undefined
}
type Asked = { readonly limit: number; readonly after: string | undefined }

export type AuditAdministration = {
  /** Whether anything is recorded now. */
  isRecording(): boolean
  /** Newest first. */
  list(filter: AuditFilter, page: Asked): Promise<AuditPage>
  /** Throws Refusal('not-found'). */
  find(input: { readonly id: string }): Promise<ChainedEntry>
  /** As `list`, for taking away: that is recorded, once for an export of several pages. */
  export(filter: AuditFilter, page: Asked): Promise<AuditPage>
  verify(): Promise<Verification>
  /** Deletes up to `limit` entries that are kept for longer than they are to be; answers how many. */
  deleteExpired(limit: number): Promise<number>
}

export function createAuditAdministration({
  store,
  keys,
  chain,
  clock,
  settings,
}: {
  readonly store: AuditStore
  readonly keys: MacKeys
  readonly chain: Chain
  readonly clock: Clock
  readonly settings: () => { readonly enabled: boolean; readonly retentionMs: number }
}): AuditAdministration {
  async function list(filter: AuditFilter, { limit, after }: Asked): Promise<AuditPage> {
    const { requestId, targetId, ...rest } = filter
    const found = await store.list(
      {
        ...rest,
        ...(requestId === undefined ? {} : { requestId: keyOf(requestId) }),
        ...(targetId === undefined ? {} : { targetId: keyOf(targetId) }),
      },
      { limit: limit + 1, after },
    )
    const shown = found.slice(0, limit)
    return { shown, last: found.length > limit ? shown.at(-1)?.id : undefined }
  }

  return {
    isRecording: () => settings().enabled,
    list,
    async find({ id }) {
      const entry = await store.find(id)
      if (!entry) throw new Refusal('not-found', { reason: 'There is no entry with this id.' })
      return entry
    },
    async export(filter, page) {
      const found = await list(filter, page)
      if (page.after === undefined)
        await record({ action: 'data.exported', target: { kind: 'audit' } })
      return found
    },
    verify: () => verifyTrail({ store, keys }),
    async deleteExpired(limit) {
      const { retentionMs } = settings()
      if (retentionMs === 0) return 0
      const before: Timestamp = clock() - retentionMs
      let deleted = 0
      for (let stream = 0; stream < streams && deleted < limit; stream++)
        deleted += await store.deleteBefore(stream, before, limit - deleted, chain)
      return deleted
    },
  }
}
