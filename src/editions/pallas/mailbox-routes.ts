// The API of the mailbox. End-to-end tests read codes and links with it.
import { findCodes, findLinks } from '#courier/message-text.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Mailbox, MailboxMessage } from '#courier/mailbox.ts'
import { json, nothing } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { anything, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { int64, object, time } from '../shared/json-schema.ts'

const message = object({
  id: text,
  channel: text,
  to: text,
  template_type: text,
  subject: text,
  text: text,
  html: { ...text, nullable: true },
  codes: list(text),
  links: list(text),
  received_at: time,
})
const query = { to: { ...text, description: 'The recipient' } }
/** Whoever reads messages gets the codes of people. */
const reading = { role: 'support' } as const
const documented = (id: string, summary: string, answer: object, more: object = {}) => ({
  document: { id, summary, tag: 'mailbox', responses: { ...answer, 404: anything }, ...more },
})

/** The messages of the built-in mailbox, which takes the place of a mail server in development. */
export function mailboxRoutes(mailbox: Mailbox): readonly Route[] {
  return [
    route(
      'GET',
      '/mailbox/messages',
      whenInUse(mailbox, readRecipient),
      mailbox.list,
      (all) => json(200, all.map(present)),
      {
        ...documented(
          'listMailbox',
          'List the messages, newest first',
          { 200: list(message) },
          { query },
        ),
        ...reading,
      },
    ),
    route(
      'DELETE',
      '/mailbox/messages',
      whenInUse(mailbox, readRecipient),
      mailbox.clear,
      ({ count }) => json(200, { count }),
      documented(
        'clearMailbox',
        'Delete the messages',
        { 200: object({ count: int64 }) },
        { query },
      ),
    ),
    route(
      'GET',
      '/mailbox/messages/:id',
      whenInUse(mailbox, readId),
      mailbox.find,
      (one) => json(200, present(one)),
      { ...documented('getMailboxMessage', 'Read one message', { 200: message }), ...reading },
    ),
    route(
      'DELETE',
      '/mailbox/messages/:id',
      whenInUse(mailbox, readId),
      mailbox.delete,
      () => nothing(204),
      documented('deleteMailboxMessage', 'Delete one message', { 204: 'Deleted' }),
    ),
  ]
}

/** Refuses every request while a mail server is configured, because there is no mailbox then. */
export const whenInUse =
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
