import type { MessageEncryption } from '#courier/encryption.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { Clock } from '#lib/time.ts'
import type { Stage } from './stage.ts'

export type MessagesParts = Stage & {
  readonly messages: Pick<MessageStore, 'insert'>
  readonly encryption: MessageEncryption
  /** Of the sender's address, for Message-IDs. */
  readonly domain: string
  readonly clock: Clock
}

/** Queues the messages that wait there; each once, whatever has become of it. */
export async function moveMessages(parts: MessagesParts): Promise<void> {
  const { source, reader, moves, messages, encryption, domain, transact, clock, tally } = parts
  const { pending, losses } = await reader.messages()
  for (const loss of losses) tally.lose(loss)
  for (const { id, channel, recipient, template, createdAt } of pending) {
    const isNew = await transact(async () => {
      if (await moves.find(source, 'message', id)) return false
      const now = clock()
      await messages.insert({
        id,
        status: 'queued',
        channel,
        recipient,
        template,
        language: undefined,
        data: encryption.encryptData(id, {}),
        content: undefined,
        messageId: `<${id}@${domain}>`,
        sendCount: 0,
        refusals: 0,
        queuedAt: now,
        dueAt: now,
        dispatches: [],
        trace: undefined,
        createdAt,
        updatedAt: now,
      })
      await moves.add(source, 'message', [{ id, digest: '', version: 0, kept: undefined }])
      return true
    })
    tally.count('messages', isNew ? 'added' : 'unchanged')
  }
}
