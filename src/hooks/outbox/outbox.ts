// Calls that are written down together with the change they tell of, and made afterwards: none
// without its change, no change without its call.
import { Refusal } from '#errors/refusal.ts'
import type { Clock } from '#lib/time.ts'
import { plain, type LaterCall } from '../web-hook/web-hooks.ts'
import type { OutboxEntry, OutboxPlace, OutboxStatus, OutboxStore } from './outbox-store.ts'

export type OutboxCipher = {
  encrypt(text: string, purpose: string): string
  decrypt(encrypted: string, purpose: string): string | undefined
}

export type OutboxParts = {
  readonly store: OutboxStore
  readonly cipher: OutboxCipher
  readonly clock: Clock
  readonly newId: () => string
  /** Called when there is something new; after the commit where there is a transaction. */
  readonly notifyWorker: () => void
}

export type Outbox = ReturnType<typeof createOutbox>

export const purposeOf = (id: string): string => `outbox:${id}`

export function createOutbox({ store, cipher, clock, newId, notifyWorker }: OutboxParts) {
  let last = 0

  /** Grows also inside one millisecond. */
  function nextPosition(): number {
    last = Math.max(last + 1, clock() * 1000)
    return last
  }

  return {
    /** Joins an open transaction. */
    async put(calls: readonly LaterCall[]): Promise<void> {
      const now = clock()
      await store.insert(
        calls.map(({ call, identityId, topic }): OutboxEntry => {
          const id = newId()
          return {
            id,
            identityId,
            position: nextPosition(),
            topic,
            address: plain(call.url),
            call: cipher.encrypt(JSON.stringify(call), purposeOf(id)),
            status: 'queued',
            tries: 0,
            dueAt: now,
            error: undefined,
            createdAt: now,
            updatedAt: now,
          }
        }),
      )
      notifyWorker()
    },

    /** Newest first. `last` is where the next page begins, when there is one. */
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

    /** Has a call made again. Throws Refusal when it is not there, or not done. */
    async replay({ id }: { readonly id: string }): Promise<OutboxEntry> {
      if (!(await store.find(id)))
        throw new Refusal('not-found', { reason: 'There is no such call in the outbox.' })
      if (!(await store.replay(id, clock())))
        throw new Refusal('conflict', { reason: 'This call is still to be made.' })
      notifyWorker()
      const entry = await store.find(id)
      if (!entry) throw new Refusal('not-found', { reason: 'There is no such call in the outbox.' })
      return entry
    },
  }
}
