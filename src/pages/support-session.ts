// The page of the link that support gets: its button opens the session of a person in this browser.
import type { Caller } from '#flow/caller.ts'
import { redirect } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { impersonationPath } from '#lib/impersonation-url.ts'
import { createButtonPages, guardForm, sentCsrfToken } from './button-page.ts'
import type { PagesParts } from './parts.ts'

export function supportSessionRoutes(parts: PagesParts): readonly Route[] {
  const { core, settings } = parts
  const buttonPage = createButtonPages(parts)

  const open = ({ csrfToken, code }: Opening, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    return core.impersonations.open({ code }, caller)
  }

  return [
    // NOTE programs that look at links open them, so this page looks up nothing and opens nothing
    route(
      'GET',
      impersonationPath,
      () => undefined,
      () => undefined,
      (_, caller) => buttonPage({ purpose: 'support-session', button: 'open' }, caller),
      { issuesCsrf: true },
    ),
    route('POST', impersonationPath, readOpening, open, ({ session, token }) =>
      redirect(303, settings().homeUrl, {
        cookies: [{ kind: 'session', token, expiresAt: session.expiresAt }],
      }),
    ),
  ]
}

type Opening = { readonly code: string; readonly csrfToken: string | undefined }

const readOpening = (request: Request): Opening => ({
  code: queryValue(request, 'code') ?? '',
  csrfToken: sentCsrfToken(request),
})
