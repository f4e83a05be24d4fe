// The API of the mailbox. End-to-end tests read codes and links with it.
import { STATUS_CODES } from 'node:http'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import type { Mailbox, MailboxMessage } from '#courier/mailbox.ts'
import type { Caller } from '#flow/caller.ts'
import { json, nothing, text, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { toRfc3339 } from '#lib/time.ts'

/** Below `/admin/pallas/mailbox`. */
export function mailboxCalls(mailbox: Mailbox): readonly Route[] {
  return [
    route('GET', '/messages', whenInUse(mailbox, readRecipient), mailbox.list, (all) =>
      json(200, all.map(present)),
    ),
    route('DELETE', '/messages', whenInUse(mailbox, readRecipient), mailbox.clear, ({ count }) =>
      json(200, { count }),
    ),
    route('GET', '/messages/:id', whenInUse(mailbox, readId), mailbox.find, (message) =>
      json(200, present(message)),
    ),
    route('DELETE', '/messages/:id', whenInUse(mailbox, readId), mailbox.delete, () =>
      nothing(204),
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

const links = /https?:\/\/[^\s<>"']+/g

/** Numbers of six to fourteen digits, in their order, but not those inside of links. */
export function findCodes(message: string): readonly string[] {
  return [...new Set(message.replaceAll(links, ' ').match(/(?<![\w-])\d{6,14}(?![\w-])/g) ?? [])]
}

export function findLinks(message: string): readonly string[] {
  return [...new Set(message.match(links) ?? [])]
    .map((link) => link.replace(/[.,;:!?)]+$/, ''))
    .filter((link) => URL.canParse(link))
}

const statuses: Partial<Record<RefusalKind, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  unsupported: 415,
  unavailable: 503,
}

/** The status of an error. Whatever operators must know about is reported. */
export function statusOfError(
  thrown: unknown,
  caller: Caller,
  report: (error: unknown, caller: Caller) => void,
): { readonly code: number; readonly status: string; readonly reason: string | undefined } {
  const refusal = thrown instanceof Refusal ? thrown : undefined
  if (!refusal || refusal.kind === 'unavailable') report(thrown, caller)
  const code = (refusal && statuses[refusal.kind]) ?? 500
  return { code, status: STATUS_CODES[code] ?? '', reason: refusal?.reason }
}

/** Answers with JSON, and browsers with a line of text. */
export function refuseMailbox(report: (error: unknown, caller: Caller) => void) {
  return (thrown: unknown, caller: Caller): Reply => {
    const { code, status, reason } = statusOfError(thrown, caller, report)
    if (caller.accepts === 'html')
      return text(code, `${status}${reason === undefined ? '' : `: ${reason}`}\n`)
    return json(code, {
      error: { code, status, message: status, ...(reason === undefined ? {} : { reason }) },
    })
  }
}
