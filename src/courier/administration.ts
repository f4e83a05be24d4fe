// What administrators do with messages.
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Clock } from '#lib/time.ts'
import type { Content, Message } from './message.ts'
import type { MessageFilter, MessagePlace, MessageStore } from './message-store.ts'
import type { MessageEncryption } from './encryption.ts'

/** A message, with its content where that may be shown. */
export type ShownMessage = { readonly message: Message; readonly content: Content | undefined }

export type MessagesParts = {
  readonly messages: MessageStore
  readonly encryption: MessageEncryption
  readonly clock: Clock
  /** Whether contents may be shown: with them one can sign in to accounts. */
  readonly showsContent: () => boolean
  readonly notifyWorker: () => void
}

export type MessageAdministration = ReturnType<typeof administerMessages>

export function administerMessages({
  messages,
  encryption,
  clock,
  showsContent,
  notifyWorker,
}: MessagesParts) {
  const show = (message: Message): ShownMessage => ({
    message,
    content: showsContent()
      ? ((message.content === undefined
          ? undefined
          : encryption.decryptContent(message.id, message.content)) ?? {
          subject: '',
          text: '',
          html: undefined,
        })
      : undefined,
  })

  return {
    /** Newest first. `last`: the position of the next page, when there is one. */
    async list(
      filter: MessageFilter,
      page: { readonly limit: number; readonly after?: MessagePlace },
    ): Promise<{
      readonly shown: readonly ShownMessage[]
      readonly last: MessagePlace | undefined
    }> {
      const found = await messages.list(filter, { ...page, limit: page.limit + 1 })
      const shown = found.slice(0, page.limit),
        last = shown.at(-1)
      return {
        shown: shown.map(show),
        last:
          found.length > page.limit && last
            ? { createdAt: last.createdAt, id: last.id }
            : undefined,
      }
    },
    /** Throws Refusal('not-found'). */
    async find({ id }: { readonly id: string }): Promise<ShownMessage> {
      const message = await messages.find(id)
      if (!message) throw new Refusal('not-found', { reason: 'There is no message with this id.' })
      return show(message)
    },
    /**
     * Queues an abandoned message again. Throws Refusal: 'not-found', or 'conflict' for a message
     * that is not abandoned.
     */
    async requeue({ id }: { readonly id: string }): Promise<ShownMessage> {
      const done = await recorded(
        () => messages.requeue(id, clock()),
        (was) =>
          was ? { action: 'message.requeued', target: { kind: 'message', id } } : undefined,
      )
      const message = await messages.find(id)
      if (!message) throw new Refusal('not-found', { reason: 'There is no message with this id.' })
      if (!done)
        throw new Refusal('conflict', {
          reason: `The message is not abandoned but ${message.status}.`,
        })
      notifyWorker()
      return show(message)
    },
  }
}
