import type { Caller } from '#flow/caller.ts'
import type { Reply } from '#http/reply.ts'
import { isSupportToken } from '#session/impersonation.ts'
import { renderPage, type Page } from './page.ts'
import type { PagesSettings } from './parts.ts'
import type { Reader } from './reader.ts'

/** A page for somebody; it says so where support looks at it in the place of a person. */
export function pageReply(
  status: number,
  page: Page,
  settings: PagesSettings,
  reader: Reader,
  caller: Pick<Caller, 'cookieToken'>,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const frame = { ...settings, reader, isSupport: isSupportToken(caller.cookieToken) }
  return {
    status,
    headers: { ...settings.headers, ...headers },
    language: reader.speech.language,
    ...keepLanguage(reader),
    body: { html: renderPage(page, frame) },
  }
}

/** Has the browser keep the language that the address asks for. */
export const keepLanguage = ({ asked }: Pick<Reader, 'asked'>): Pick<Reply, 'cookies'> =>
  asked === undefined ? {} : { cookies: [{ kind: 'language', language: asked }] }
