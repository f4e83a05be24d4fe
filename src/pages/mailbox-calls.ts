// The mailbox for programs: what end-to-end tests read codes and links from.
import { Refusal } from '#errors/refusal.ts'
import type { Mailbox, MailboxMessage } from '#courier/mailbox.ts'
import { json, nothing } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { toRfc3339 } from '#lib/time.ts'
import { findCodes, findLinks } from './mailbox-finds.ts'

/** Below `/admin/pallas/mailbox`. */
export function mailboxCalls(mailbox: Mailbox): readonly Route[] {
  return [
    route('GET', '/messages', reading(mailbox, readRecipient), mailbox.list, (all) =>
      json(200, all.map(present)),
    ),
    route('DELETE', '/messages', reading(mailbox, readRecipient), mailbox.clear, ({ count }) =>
      json(200, { count }),
    ),
    route('GET', '/messages/:id', reading(mailbox, readId), mailbox.find, (message) =>
      json(200, present(message)),
    ),
    route('DELETE', '/messages/:id', reading(mailbox, readId), mailbox.delete, () => nothing(204)),
  ]
}

/** With a mail server there is no mailbox. */
export const reading =
  <T>({ isInUse }: Pick<Mailbox, 'isInUse'>, read: (request: Request) => T) =>
  (request: Request): T => {
    if (!isInUse())
      throw new Refusal('not-found', {
        reason: 'There is no mailbox here: messages go to the configured mail server.',
      })
    return read(request)
  }

export const readRecipient = (request: Request) => ({
  recipient: queryValue(request, 'to') || undefined,
})
export const readId = (request: Request) => ({ id: request.params['id'] ?? '' })

function present(message: MailboxMessage) {
  return {
    id: message.id,
    channel: message.channel,
    to: message.recipient,
    template_type: message.template,
    subject: message.subject,
    text: message.text,
    html: message.html ?? null,
    codes: findCodes(message.text),
    links: findLinks(message.text),
    received_at: toRfc3339(message.receivedAt),
  }
}
