// Reads the built-in mailbox.
import type { NewEntry } from '#audit/entry.ts'
import { recorded } from '#audit/record.ts'
import { Refusal } from '#errors/refusal.ts'
import type { MailboxEntry, MailboxStore } from './mailbox-store.ts'
import type { Content } from './message.ts'
import type { MessageEncryption } from './encryption.ts'

export type MailboxMessage = Omit<MailboxEntry, 'content'> & Content

export type MailboxParts = {
  readonly store: MailboxStore
  readonly encryption: MessageEncryption
  /** Whether messages are sent to the mailbox. */
  readonly isInUse: () => boolean
}

const mostListed = 200

export type Mailbox = {
  isInUse(): boolean
  /** Newest first. */
  list(input: { readonly recipient: string | undefined }): Promise<readonly MailboxMessage[]>
  /** Throws Refusal('not-found'). */
  find(input: { readonly id: string }): Promise<MailboxMessage>
  /** Throws Refusal('not-found'). */
  delete(input: { readonly id: string }): Promise<void>
  clear(input: { readonly recipient: string | undefined }): Promise<{ readonly count: number }>
}

const clearedEntry = (count: number): NewEntry | undefined =>
  count === 0 ? undefined : { action: 'mailbox.cleared', target: { kind: 'message' }, count }

export function createMailbox({ store, encryption, isInUse }: MailboxParts): Mailbox {
  // NOTE a message whose key is not configured any more is shown without its text
  const open = ({ content, ...entry }: MailboxEntry): MailboxMessage => ({
    ...entry,
    ...(encryption.decryptContent(entry.id, content) ?? { subject: '', text: '', html: undefined }),
  })

  return {
    isInUse,
    list: async ({
      recipient,
    }: {
      readonly recipient: string | undefined
    }): Promise<readonly MailboxMessage[]> => (await store.list(recipient, mostListed)).map(open),
    async find({ id }: { readonly id: string }): Promise<MailboxMessage> {
      const entry = await store.find(id)
      if (!entry)
        throw new Refusal('not-found', {
          reason: 'There is no message with this id in the mailbox.',
        })
      return open(entry)
    },
    async delete({ id }: { readonly id: string }): Promise<void> {
      const count = await recorded(() => store.delete(id), clearedEntry)
      if (count === 0)
        throw new Refusal('not-found', {
          reason: 'There is no message with this id in the mailbox.',
        })
    },
    clear: async ({
      recipient,
    }: {
      readonly recipient: string | undefined
    }): Promise<{ readonly count: number }> => ({
      count: await recorded(() => store.clear(recipient), clearedEntry),
    }),
  }
}
