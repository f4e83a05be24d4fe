import type { Reply } from '#http/reply.ts'
import { renderPage, type Page } from './page.ts'
import type { PagesSettings } from './parts.ts'
import { pageHeaders } from './policy.ts'

export function pageReply(
  status: number,
  page: Page,
  settings: PagesSettings,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { ...pageHeaders(settings.formTargets), ...headers },
    body: { html: renderPage(page, settings) },
  }
}
