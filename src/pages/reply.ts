import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import { isSupportToken } from '#session/impersonation.ts'
import { renderPage, type Page } from './page.ts'
import type { PagesSettings } from './parts.ts'
import { pageHeaders } from './policy.ts'

/** A page for somebody; it says so where support looks at it in the place of a person. */
export function pageReply(
  status: number,
  page: Page,
  settings: PagesSettings,
  caller: Pick<Caller, 'cookieToken'>,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const frame = { ...settings, isSupport: isSupportToken(caller.cookieToken) }
  return {
    status,
    headers: { ...pageHeaders(settings.formTargets), ...headers },
    body: { html: renderPage(page, frame) },
  }
}
