// Mounts the built-in mailbox on the admin listener: its API and its page.
import type { Config } from '#config/config.ts'
import type { Mailbox } from '#courier/mailbox.ts'
import type { Mount } from '#http/route.ts'
import { mailboxPages, refuseMailboxPage } from '#pages/mailbox/mailbox.ts'
import { mailboxCalls, refuseMailbox } from '#pages/mailbox-calls.ts'
import type { Caller } from '#flow/caller.ts'

export type MailboxMountParts = {
  readonly mailbox: Mailbox
  readonly productName: () => string
  readonly report: (error: unknown, caller: Caller) => void
}

/** The mounts of the mailbox. */
export function mailboxMounts(
  { mailbox, productName, report }: MailboxMountParts,
  config: Config,
): readonly Mount[] {
  const mount = { cookies: undefined, baseUrl: config.admin.baseUrl, variesByCookie: false }
  return [
    {
      ...mount,
      prefix: '/admin/pallas/mailbox',
      routes: mailboxCalls(mailbox),
      refuse: refuseMailbox(report),
    },
    {
      ...mount,
      prefix: '/ui/mailbox',
      routes: mailboxPages({ mailbox, productName }),
      refuse: refuseMailboxPage(report),
    },
  ]
}
