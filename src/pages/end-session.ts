// The page of the link in a notice that ends a session: whoever has the link may end it.
import type { Caller } from '#flow/caller.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { createButtonPages, guardForm, sentCsrfToken } from './button-page.ts'
import { html } from './html.ts'
import { buttonLink } from './links.ts'
import type { PagesParts } from './parts.ts'
import { pageReply } from './reply.ts'
import { withReader } from './reader.ts'
import { startUrl } from './urls.ts'

const path = '/ui/end-session'

export const endSessionUrl = (baseUrl: string, id: string, token: string): string =>
  `${baseUrl}${path}?${new URLSearchParams({ session: id, token }).toString()}`

export function endSessionRoutes(parts: PagesParts): readonly Route[] {
  const { core, settings } = parts
  const buttonPage = createButtonPages(parts)

  const end = ({ csrfToken, ...link }: Ending, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    return core.ownSessions.endByLink(link)
  }

  return [
    // NOTE programs that look at links open them, so this page looks up nothing and ends nothing
    route(
      'GET',
      path,
      () => undefined,
      () => undefined,
      (_, caller) => buttonPage({ purpose: 'end-session', button: 'end' }, caller),
      { issuesCsrf: true },
    ),
    route('POST', path, readEnding, withReader(parts, end), ({ reader }, caller) => {
      const current = settings()
      const { title, lead, newPassword, recover } = reader.speech.texts.endSession
      const body = html`<div class="actions">
        ${buttonLink('primary', startUrl('settings', current), newPassword)}
        ${current.offers.recovery && buttonLink('secondary', startUrl('recovery', current), recover)}
      </div>`
      return pageReply(200, { title, lead, body }, current, reader, caller)
    }),
  ]
}

type Ending = {
  readonly id: string
  readonly token: string
  readonly csrfToken: string | undefined
}

const readEnding = (request: Request): Ending => ({
  id: queryValue(request, 'session') ?? '',
  token: queryValue(request, 'token') ?? '',
  csrfToken: sentCsrfToken(request),
})
