// The page of the link to a file with personal data: its button fetches it, once, for the person whose
// data it is.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { ExportLink } from '#personal-data/exports.ts'
import { createButtonPages, guardForm, sentCsrfToken } from './button-page.ts'
import { fileReply } from './data-file.ts'
import { html } from './html.ts'
import { buttonLink } from './links.ts'
import type { PagesParts } from './parts.ts'
import { pageReply } from './reply.ts'
import { withReader } from './reader.ts'
import { pageUrl, startUrl } from './urls.ts'

const path = '/ui/download-data'

export const downloadUrl = (baseUrl: string, { id, secret }: ExportLink): string =>
  `${baseUrl}${path}?${new URLSearchParams({ export: id, token: secret }).toString()}`

export function downloadDataRoutes(parts: PagesParts): readonly Route[] {
  const { core, settings } = parts
  const buttonPage = createButtonPages(parts)

  const fetchFile = async ({ csrfToken, ...link }: Fetching, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    try {
      return await core.personalData.fetch(link, caller)
    } catch (error) {
      // NOTE a sign-in that leads back here would have the secret of the link stored in its flow
      if (error instanceof Refusal && error.kind === 'unauthorized') return signInFirst
      throw error
    }
  }

  return [
    // NOTE programs that look at links open them, so this page looks up nothing
    route(
      'GET',
      path,
      () => undefined,
      () => undefined,
      (_, caller) => buttonPage({ purpose: 'download-data', button: 'download' }, caller),
      { issuesCsrf: true },
    ),
    route('POST', path, readFetching, withReader(parts, fetchFile), (done, caller) => {
      const { reader, outcome: fetched } = done
      if (fetched.kind === 'file') return fileReply(fetched.pieces)
      const current = settings()
      const { gone, signInFirst: first } = reader.speech.texts.downloadData
      const { title, lead, label } = fetched.kind === 'gone' ? gone : first
      const again = pageUrl('data', current)
      const url = fetched.kind === 'gone' ? again : startUrl('login', current, { return_to: again })
      const body = html`<div class="actions">${buttonLink('primary', url, label)}</div>`
      const status = fetched.kind === 'gone' ? 410 : 401
      return pageReply(status, { title, lead, body }, current, reader, caller)
    }),
  ]
}

const signInFirst = { kind: 'sign-in-first' } as const satisfies { kind: string }

type Fetching = ExportLink & { readonly csrfToken: string | undefined }

const readFetching = (request: Request): Fetching => ({
  id: queryValue(request, 'export') ?? '',
  secret: queryValue(request, 'token') ?? '',
  csrfToken: sentCsrfToken(request),
})
