// Calls to other systems that are stored in the transaction of the change that they report, and
// made after its commit.
import type { Cipher } from '#crypto/cipher.ts'
import { purposes } from '#crypto/purposes.ts'
import type { NewEntry } from '#audit/entry.ts'
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Clock } from '#lib/time.ts'
import { storedTrace } from '#lib/tracing.ts'
import { redactedUrl, type QueuedCall } from '../web-hook/web-hooks.ts'
import type { OutboxEntry, OutboxPlace, OutboxStatus, OutboxStore } from './outbox-store.ts'

export type OutboxParts = {
  readonly store: OutboxStore
  readonly cipher: Cipher
  readonly clock: Clock
  readonly newId: () => string
  /** Called for every new entry, and with an open transaction after its commit. */
  readonly notifyWorker: () => void
}

export type Outbox = {
  /** Joins an open transaction. */
  put(calls: readonly QueuedCall[]): Promise<void>
  /** Newest first. `last`: after which entry the next page begins, where there is one. */
  list(
    filter: { readonly status?: OutboxStatus; readonly identityId?: string },
    page: { readonly limit: number; readonly after?: OutboxPlace },
  ): Promise<{ readonly shown: readonly OutboxEntry[]; readonly last: OutboxPlace | undefined }>
  /** Makes a call again. Throws Refusal when there is none, or when it is still queued. */
  replay(input: { readonly id: string }): Promise<OutboxEntry>
}

const replayedEntry = (id: string): NewEntry => ({
  action: 'outbox.replayed',
  target: { kind: 'call', id },
})

export function createOutbox({ store, cipher, clock, newId, notifyWorker }: OutboxParts): Outbox {
  let last = 0

  /** Greater than all before, also within one millisecond. */
  function nextPosition(): number {
    last = Math.max(last + 1, clock() * 1000)
    return last
  }

  return {
    async put(calls: readonly QueuedCall[]): Promise<void> {
      const now = clock()
      await store.insert(
        calls.map(({ call, identityId, topic }): OutboxEntry => {
          const id = newId()
          return {
            id,
            identityId,
            position: nextPosition(),
            topic,
            address: redactedUrl(call.url),
            call: cipher.encrypt(JSON.stringify(call), purposes.outboxCall(id)),
            status: 'queued',
            tries: 0,
            dueAt: now,
            error: undefined,
            trace: storedTrace(),
            createdAt: now,
            updatedAt: now,
          }
        }),
      )
      notifyWorker()
    },

    async list(
      filter: { readonly status?: OutboxStatus; readonly identityId?: string },
      page: { readonly limit: number; readonly after?: OutboxPlace },
    ): Promise<{ readonly shown: readonly OutboxEntry[]; readonly last: OutboxPlace | undefined }> {
      const found = await store.list(filter, { ...page, limit: page.limit + 1 })
      const shown = found.slice(0, page.limit),
        end = shown.at(-1)
      return {
        shown,
        last: found.length > page.limit && end ? { position: end.position, id: end.id } : undefined,
      }
    },

    async replay({ id }: { readonly id: string }): Promise<OutboxEntry> {
      if (!(await store.find(id)))
        throw new Refusal('not-found', { reason: 'There is no such call in the outbox.' })
      const again = () => store.replay(id, clock())
      if (!(await recorded(again, (was) => (was ? replayedEntry(id) : undefined))))
        throw new Refusal('conflict', { reason: 'This call is still to be made.' })
      notifyWorker()
      const entry = await store.find(id)
      if (!entry) throw new Refusal('not-found', { reason: 'There is no such call in the outbox.' })
      return entry
    },
  }
}
