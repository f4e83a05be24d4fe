// The built-in mailbox, which takes the place of a mail server in development.
import { readId, readRecipient, whenInUse } from '#editions/pallas/mailbox-routes.ts'
import { queryValue, type Request, type Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { bySupport, done, type Rows } from '../routes.ts'
import { listView, messageView } from './view.ts'

export function mailboxRoutes(
  { mailbox, settings, clock }: ConsoleParts,
  rows: Rows,
): readonly Route[] {
  return [
    rows.page(
      '/mailbox',
      whenInUse(mailbox, readListInput),
      async (input) => ({
        ...input,
        messages: await mailbox.list(input),
        product: settings().productName,
        now: clock(),
      }),
      listView,
      bySupport,
    ),
    rows.page('/mailbox/:id', whenInUse(mailbox, readId), mailbox.find, messageView, bySupport),
    rows.form(
      '/mailbox/:id/delete',
      (_sent, request) => whenInUse(mailbox, readId)(request),
      mailbox.delete,
      () => done('/mailbox', 'message-deleted'),
    ),
  ]
}

/** `?to=` without an address opens the search, and the list waits meanwhile. */
const readListInput = (request: Request) => ({
  ...readRecipient(request),
  isSearch: queryValue(request, 'to') === '',
})
