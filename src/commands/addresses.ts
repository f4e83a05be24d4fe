import type { Config } from '#config/config.ts'
import { version } from './version.ts'

/** Prints where the server is reached. */
export function printAddresses(
  { public: open, admin, selfservice, mail, dev }: Config,
  workers = 1,
): void {
  const lines = [
    `Pallas ${version} is running${dev ? ' (development mode)' : ''}.`,
    `  Sign up        ${selfservice.flows.registration.uiUrl}`,
    `  Sign in        ${selfservice.flows.login.uiUrl}`,
    `  Public API     ${open.baseUrl}`,
    `  Admin API      ${admin.baseUrl}`,
    `  Console        ${admin.baseUrl}/ui`,
    ...(mail.transport.kind === 'mailbox' ? [`  Mailbox        ${admin.baseUrl}/ui/mailbox`] : []),
    ...(workers > 1 ? [`  Workers        ${workers}`] : []),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}
