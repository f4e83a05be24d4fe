// Mounts the pages of the built-in mailbox on the admin listener.
import type { Config } from '#config/config.ts'
import type { Mailbox } from '#courier/mailbox.ts'
import type { Mount } from '#http/route.ts'
import { mailboxPages, refuseMailboxPage } from '#pages/mailbox/mailbox.ts'
import type { Caller } from '#flow/caller.ts'

export type MailboxMountParts = {
  readonly mailbox: Mailbox
  readonly productName: () => string
  readonly report: (error: unknown, caller: Caller) => void
}

/** The pages of the mailbox; its API is one of those that only this server has. */
export function mailboxMount(
  { mailbox, productName, report }: MailboxMountParts,
  config: Config,
): Mount {
  return {
    prefix: '/ui/mailbox',
    routes: mailboxPages({ mailbox, productName }),
    cookies: undefined,
    baseUrl: config.admin.baseUrl,
    variesByCookie: false,
    refuse: refuseMailboxPage(report),
  }
}
