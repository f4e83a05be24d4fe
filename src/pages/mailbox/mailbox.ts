// The mailbox for people: a list of messages, and one message as a mail program shows it. It works
// without scripts.
import type { Mailbox } from '#courier/mailbox.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { readId, readRecipient, whenInUse } from '#editions/pallas/mailbox-routes.ts'
import { texts } from '../texts.ts'
import { mailboxPath, mailboxReply, stylesheetRoute } from './document.ts'
import { renderError } from './error.ts'
import { refreshS, renderList } from './list.ts'
import { renderMessage } from './message.ts'
import { statusOfError } from './status.ts'

export type MailboxPagesParts = { readonly mailbox: Mailbox; readonly productName: () => string }

/** Below `/ui/mailbox`. */
export function mailboxPages({ mailbox, productName }: MailboxPagesParts): readonly Route[] {
  return [
    route(
      'GET',
      '',
      whenInUse(mailbox, readListInput),
      async (input) => ({ ...input, messages: await mailbox.list(input) }),
      (list) =>
        mailboxReply(200, {
          title: `${texts.mailbox.title} · ${productName()}`,
          body: renderList({ ...list, product: productName() }),
          // NOTE while somebody types into the search field, a refresh would empty it
          ...(list.isSearch ? {} : { refreshS }),
        }),
      { role: 'support' },
    ),
    stylesheetRoute,
    route(
      'GET',
      '/:id',
      whenInUse(mailbox, readId),
      mailbox.find,
      (message) =>
        mailboxReply(200, {
          title: `${message.subject || message.text} · ${texts.mailbox.title}`,
          body: renderMessage(message),
        }),
      { role: 'support' },
    ),
    route('POST', '/:id/delete', whenInUse(mailbox, readSameOriginForm), mailbox.delete, () =>
      redirect(303, mailboxPath),
    ),
  ]
}

/** Answers browsers with a page, and programs with JSON. */
export function refuseMailboxPage(report: (error: unknown, caller: Caller) => void) {
  return (thrown: unknown, caller: Caller): Reply => {
    const { code, status, reason } = statusOfError(thrown, caller, report)
    if (caller.accepts !== 'html')
      return json(code, {
        error: { code, status, message: status, ...(reason === undefined ? {} : { reason }) },
      })
    return mailboxReply(code, {
      title: `${status} · ${texts.mailbox.title}`,
      body: renderError(status, reason),
    })
  }
}

/** `?to=` without an address opens the search. */
const readListInput = (request: Request) => ({
  ...readRecipient(request),
  isSearch: queryValue(request, 'to') === '',
})

/** Refuses forms of other sites, so that they cannot delete messages. */
function readSameOriginForm(request: Request): { readonly id: string } {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none')
    throw new Refusal('forbidden', { reason: 'The form came from another site.' })
  return readId(request)
}
