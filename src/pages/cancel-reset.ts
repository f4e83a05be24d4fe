// The page of the link in a notice that stops the removal of second factors: whoever has the link may
// stop it.
import type { Caller } from '#flow/caller.ts'
import type { CancelLink } from '#flow/factor-resets.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { FactorReset } from '#identity/factor-reset-store.ts'
import { createButtonPages, guardForm, sentCsrfToken } from './button-page.ts'
import { html } from './html.ts'
import { buttonLink } from './links.ts'
import type { PagesParts } from './parts.ts'
import { pageReply } from './reply.ts'
import { withReader } from './reader.ts'
import { startUrl } from './urls.ts'

const path = '/ui/cancel-second-factor-reset'

export function cancelResetUrl(
  baseUrl: string,
  { identityId, id }: Pick<FactorReset, 'identityId' | 'id'>,
  token: string,
): string {
  const query = new URLSearchParams({ identity: identityId, reset: id, token })
  return `${baseUrl}${path}?${query.toString()}`
}

export function cancelResetRoutes(parts: PagesParts): readonly Route[] {
  const { core, settings } = parts
  const buttonPage = createButtonPages(parts)

  const cancel = ({ csrfToken, ...link }: Cancelling, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    return core.factorResets.cancelByLink(link)
  }

  return [
    // NOTE programs that look at links open them, so this page looks up nothing and stops nothing
    route(
      'GET',
      path,
      () => undefined,
      () => undefined,
      (_, caller) => buttonPage({ purpose: 'cancel-reset', button: 'cancel' }, caller),
      { issuesCsrf: true },
    ),
    route(
      'POST',
      path,
      readCancelling,
      withReader(parts, cancel),
      ({ reader, outcome }, caller) => {
        const current = settings()
        const { cancelReset } = reader.speech.texts
        const { title, lead } = cancelReset[outcome.kind]
        const body = html`<div class="actions">
        ${buttonLink('primary', startUrl('login', current), cancelReset.signIn)}
      </div>`
        return pageReply(200, { title, lead, body }, current, reader, caller)
      },
    ),
  ]
}

type Cancelling = CancelLink & { readonly csrfToken: string | undefined }

const readCancelling = (request: Request): Cancelling => ({
  identityId: queryValue(request, 'identity') ?? '',
  resetId: queryValue(request, 'reset') ?? '',
  token: queryValue(request, 'token') ?? '',
  csrfToken: sentCsrfToken(request),
})
