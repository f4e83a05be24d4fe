// "This was not me": a second look, then everybody is signed out and the person gets back in by a recovery.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { withQuery } from '#lib/url.ts'
import { buttonForm, guardForm, sentCsrfToken } from './button-page.ts'
import { html } from './html.ts'
import { asideLine, buttonLink, link } from './links.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader, withReader } from './reader.ts'
import { pageReply } from './reply.ts'
import { pageUrl, startUrl } from './urls.ts'

/** The page on which what has happened is reported; `id`: of the entry, or of a session. */
export const notMeUrl = (id: string, settings: PagesSettings): string =>
  pageUrl('not-me', settings, { entry: id })

export function notMeRoutes(parts: PagesParts): readonly Route[] {
  const { core, csrf, settings } = parts

  async function report({ id, csrfToken }: Reporting, caller: Caller): Promise<Done> {
    guardForm(parts, csrfToken, caller)
    const { recoveryAddress } = await core.ownActivity.report({ id }, caller)
    return { recoveryUrl: await recoveryFor(recoveryAddress, caller) }
  }

  /** A recovery with the address filled in; undefined where there is none. */
  async function recoveryFor(
    address: string | undefined,
    caller: Caller,
  ): Promise<string | undefined> {
    if (!settings().offers.recovery) return undefined
    try {
      const input = { type: 'browser', returnTo: undefined, address } as const
      const started = await core.recovery.start(input, caller)
      if (started.kind === 'form')
        return withQuery(settings().recoveryUrl, { flow: started.flow.id })
    } catch (error) {
      // NOTE a hook may refuse it; everybody is signed out all the same
      if (!(error instanceof Refusal)) throw error
    }
    return startUrl('recovery', settings())
  }

  return [
    route(
      'GET',
      '/ui/not-me',
      () => undefined,
      (_, caller) => core.ownSessions.whoami(undefined, caller),
      async (_, caller) => {
        const current = settings()
        const reader = await findReader(parts, caller)
        const { title, lead, label, back } = reader.speech.texts.notMe
        const body = buttonForm('report', label, csrf.mask(caller.csrfSecret))
        const aside = asideLine(link(pageUrl('activity', current), back))
        return pageReply(200, { title, lead, body, aside }, current, reader, caller)
      },
      { issuesCsrf: true },
    ),
    route('POST', '/ui/not-me', readReporting, withReader(parts, report), (done, caller) => {
      const current = settings()
      const {
        reader,
        outcome: { recoveryUrl },
      } = done
      const { doneTitle, doneLead, recover, ask, signIn } = reader.speech.texts.notMe
      const body =
        recoveryUrl === undefined
          ? html`<p>${ask}</p>
              <div class="actions">
                ${buttonLink('primary', startUrl('login', current), signIn)}
              </div>`
          : html`<div class="actions">${buttonLink('primary', recoveryUrl, recover)}</div>`
      const page = { title: doneTitle, lead: doneLead, body }
      const reply = pageReply(200, page, current, reader, caller)
      return { ...reply, cookies: [...(reply.cookies ?? []), { kind: 'end-session' }] }
    }),
  ]
}

type Done = { readonly recoveryUrl: string | undefined }
type Reporting = { readonly id: string; readonly csrfToken: string | undefined }

const readReporting = (request: Request): Reporting => ({
  id: queryValue(request, 'entry') ?? '',
  csrfToken: sentCsrfToken(request),
})
