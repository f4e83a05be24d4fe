// The page where people ask for what is held about them.
import type { Caller } from '#flow/caller.ts'
import type { Texts } from '#languages/translation.ts'
import type { Speech } from '#languages/speech.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { DataExport } from '#personal-data/export-store.ts'
import { fileReply } from './data-file.ts'
import { guardForm, sentCsrfToken } from './button-page.ts'
import { html, type Html } from './html.ts'
import { asideLine, link } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader } from './reader.ts'
import { pageReply } from './reply.ts'
import { renderTime } from './time.ts'
import { pageUrl } from './urls.ts'

type Shown = { readonly latest: DataExport | undefined; readonly wasRefused: boolean }

export function personalDataRoutes(parts: PagesParts): readonly Route[] {
  const {
    core: { personalData },
    csrf,
    settings,
  } = parts

  const show = async (wasRefused: boolean, caller: Caller): Promise<Shown> => ({
    latest: await personalData.latest(undefined, caller),
    wasRefused,
  })

  const ask = ({ csrfToken, ...wanted }: Asking, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    return personalData.request(wanted, caller)
  }

  return [
    route(
      'GET',
      '/ui/data',
      (request) => queryValue(request, 'refused') === 'true',
      show,
      async (shown, caller) => {
        const reader = await findReader(parts, caller)
        const page = pageOf(shown, csrf.mask(caller.csrfSecret), settings(), reader.speech)
        return pageReply(200, page, settings(), reader, caller)
      },
      { issuesCsrf: true },
    ),
    route('POST', '/ui/data', readAsking, ask, (asked): Reply => {
      switch (asked.kind) {
        case 'file':
          return fileReply(asked.pieces)
        case 'too-often':
          return redirect(303, pageUrl('data', settings(), { refused: 'true' }))
        case 'begun':
        case 'runs':
          return redirect(303, pageUrl('data', settings()))
      }
    }),
  ]
}

type Asking = { readonly withCredentials: boolean; readonly csrfToken: string | undefined }

const readAsking = (request: Request): Asking => ({
  withCredentials: request.body.kind === 'form' && request.body.fields['credentials'] === 'true',
  csrfToken: sentCsrfToken(request),
})

function pageOf(
  { latest, wasRefused }: Shown,
  csrfToken: string,
  settings: PagesSettings,
  speech: Speech,
): Page {
  const { texts } = speech
  const { personalData: labels } = texts
  return {
    title: labels.title,
    lead: labels.lead,
    body: html`${wasRefused && html`<p class="notice notice-error" role="alert">${labels.tooOften}</p>`}
      ${latest && stateOf(latest, labels, speech)}
      <form action="${pageUrl('data', settings)}" method="post">
        <input type="hidden" name="csrf_token" value="${csrfToken}" />
        <div class="field">
          <p>${labels.without}</p>
          <div class="check">
            <input
              type="checkbox"
              id="credentials"
              name="credentials"
              value="true"
              aria-describedby="credentials-hint"
            />
            <label for="credentials">${labels.credentials}</label>
          </div>
          <p class="hint" id="credentials-hint">${labels.credentialsHint}</p>
        </div>
        <div class="actions">
          <button class="button button-primary" type="submit">${labels.download}</button>
        </div>
      </form>`,
    aside: asideLine(link(pageUrl('welcome', settings), texts.sessions.back)),
  }
}

function stateOf(
  { state, expiresAt }: DataExport,
  labels: Texts['personalData'],
  speech: Speech,
): Html | false {
  if (state === 'making')
    return html`<p class="notice notice-success" role="status">${labels.making}</p>`
  return (
    state === 'ready' &&
    html`<p class="notice notice-success" role="status">
      ${labels.ready} ${labels.until} ${renderTime(expiresAt, speech)}
    </p>`
  )
}
