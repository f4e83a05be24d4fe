// The page where an operator goes on to the console. That is on another listener, often of another
// site, so it takes a code along; by a button, since nobody must be led there by an address.
import type { Caller } from '#flow/caller.ts'
import { redirect, type Reply } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { Identity } from '#identity/identity.ts'
import { withQuery } from '#lib/url.ts'
import type { ConsoleVisit } from '#session/console-sign-in.ts'
import { shortTitleOf } from '#console/people/name.ts'
import { guardForm, sentCsrfToken } from './button-page.ts'
import { html, type Html } from './html.ts'
import { buttonLink } from './links.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageHeaders } from './policy.ts'
import { pageReply } from './reply.ts'
import { findReader, type Reader } from './reader.ts'
import { pageUrl, startUrl } from './urls.ts'

const path = '/ui/console'

export const consoleSignInUrl = (publicUrl: string): string => publicUrl + path

export function consoleSignInRoutes(parts: PagesParts): readonly Route[] {
  const { core, csrf, settings } = parts

  const approve = async ({ csrfToken, ...request }: Approval, caller: Caller) => {
    guardForm(parts, csrfToken, caller)
    return { to: request.to, ...(await core.consoleSignIn.approve(request, caller)) }
  }

  const answer = async (visit: ConsoleVisit, caller: Caller): Promise<Reply> =>
    'identity' in visit
      ? pageOf(
          visit,
          csrf.mask(caller.csrfSecret),
          caller,
          settings(),
          await findReader(parts, caller),
        )
      : redirect(303, loginUrl(visit.kind, caller, settings()))

  return [
    route('GET', path, readRequest, core.consoleSignIn.show, answer, { issuesCsrf: true }),
    route('POST', path, readApproval, approve, (outcome, caller) => {
      if (outcome.kind !== 'approved') return answer(outcome, caller)
      const { code, to } = outcome
      return redirect(303, withQuery(`${settings().adminUrl}/ui/sign-in/done`, { code, to }))
    }),
  ]
}

const readRequest = (request: Request) => ({
  challenge: queryValue(request, 'challenge') ?? '',
  again: queryValue(request, 'again') === 'true',
  to: queryValue(request, 'to') ?? '',
})

type Approval = ReturnType<typeof readRequest> & { readonly csrfToken: string | undefined }

const readApproval = (request: Request): Approval => ({
  ...readRequest(request),
  csrfToken: sentCsrfToken(request),
})

/** The sign-in, or a step of it, which leads back here. */
const loginUrl = (
  step: 'login' | 'refresh' | 'aal2',
  caller: Caller,
  settings: PagesSettings,
): string =>
  startUrl('login', settings, {
    return_to: caller.url,
    ...(step === 'refresh' ? { refresh: 'true' } : {}),
    ...(step === 'aal2' ? { aal: 'aal2' } : {}),
  })

function pageOf(
  { kind, identity }: Extract<ConsoleVisit, { readonly identity: Identity }>,
  csrfToken: string,
  caller: Caller,
  settings: PagesSettings,
  reader: Reader,
): Reply {
  const labels = reader.speech.texts.consoleSignIn
  const name = shortTitleOf(identity)
  const page = (status: number, which: keyof typeof labels, body: Html): Reply => {
    const { title, lead } = labels[which]
    const targets = [...settings.formTargets, settings.adminUrl]
    const headers = pageHeaders(targets, settings.look)
    const content = {
      title,
      lead: typeof lead === 'string' ? lead : lead({ name }),
      body: html`<div class="actions">${body}</div>`,
    }
    return pageReply(status, content, settings, reader, caller, headers)
  }
  if (kind === 'not-operator')
    return page(
      403,
      'notOperator',
      buttonLink('secondary', pageUrl('welcome', settings), labels.notOperator.label),
    )
  if (kind === 'second-factor')
    return page(
      403,
      'secondFactor',
      buttonLink(
        'primary',
        startUrl('settings', settings, { return_to: caller.url }),
        labels.secondFactor.label,
      ),
    )
  // NOTE without `action` the form is sent to the address of the page
  return page(
    200,
    'ready',
    html`<form method="post">
      <input type="hidden" name="csrf_token" value="${csrfToken}" />
      <button class="button button-primary">${labels.ready.label({ name })}</button>
    </form>`,
  )
}
