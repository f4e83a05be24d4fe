import type { IncomingHttpHeaders } from 'node:http'
import { refusals, Refused } from './refusals.ts'

/**
 * Refuses a form that a page of another origin has sent, of the same site too: other ports of this
 * machine are the same site. Throws Refusal('forbidden').
 */
export function guardSameOrigin(headers: IncomingHttpHeaders, adminUrl: string): void {
  const { origin, host = '', 'sec-fetch-site': site } = headers
  const isOwn =
    site !== undefined
      ? site === 'same-origin'
      : origin === undefined ||
        origin.toLowerCase() === new URL(adminUrl).origin ||
        (URL.canParse(origin) && new URL(origin).host === host.toLowerCase())
  if (!isOwn) throw new Refused('forbidden', refusals.elsewhere)
}
