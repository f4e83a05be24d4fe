import type { Delivery } from '#courier/delivery.ts'
import type { MailboxStore } from '#courier/mailbox-store.ts'
import type { MessageEncryption } from '#courier/encryption.ts'
import type { Clock } from '#lib/time.ts'

export type MailboxParts = {
  readonly mailbox: MailboxStore
  readonly encryption: MessageEncryption
  readonly clock: Clock
}

/** How many messages are kept, the newest. */
export const mailboxSize = 500
const trimEvery = 50

/** Stores messages in the server's own mailbox instead of sending them, for a developer to read. */
export function createMailboxDelivery({ mailbox, encryption, clock }: MailboxParts): Delivery {
  let count = 0
  return {
    async send({ id, channel, recipient, template, content }, { ready }) {
      await ready()
      await mailbox.put({
        id,
        channel,
        recipient,
        template,
        content: encryption.encryptContent(id, content),
        receivedAt: clock(),
      })
      if (++count % trimEvery === 0) await mailbox.trim(mailboxSize)
    },
    close: () => undefined,
  }
}
