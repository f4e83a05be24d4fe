// Where somebody is signed in, and how to end it there.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { redirect } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import { pageAt } from './addresses.ts'
import { deviceInWords } from './device.ts'
import { html, type Html } from './html.ts'
import type { Page } from './layout.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { words } from './words.ts'

const mostShown = 100

type Listing = {
  readonly current: Session
  readonly others: readonly Session[]
  readonly total: number
  readonly ended: number | undefined
}

export function sessionsRoutes(parts: PagesParts): readonly Route[] {
  const {
    core: { ownSessions },
    settings,
  } = parts

  const list = async (ended: number | undefined, caller: Caller): Promise<Listing> => {
    const { session } = await ownSessions.whoami(undefined, caller)
    const { total, sessions } = await ownSessions.list({ limit: mostShown, offset: 0 }, caller)
    return { current: session, others: sessions.map((each) => each.session), total, ended }
  }

  const end = async ({ token, target }: Ending, caller: Caller): Promise<number> => {
    if (!caller.csrfKnown || token === undefined || !parts.csrf.matches(caller.csrfSecret, token))
      throw new Refusal('forbidden', { id: 'security_csrf_violation' })
    if (target === undefined)
      throw new Refusal('bad-request', { reason: 'The form does not say which session to end.' })
    if (target === 'others') return (await ownSessions.revokeOthers(undefined, caller)).count
    await ownSessions.revokeOne({ id: target }, caller)
    return 1
  }

  return [
    route(
      'GET',
      '/ui/sessions',
      readEnded,
      list,
      (listing, caller) =>
        pageReply(
          200,
          sessionsPage(listing, parts.csrf.mask(caller.csrfSecret), settings()),
          settings(),
        ),
      {
        issuesCsrf: true,
      },
    ),
    route('POST', '/ui/sessions', readEnding, end, (count) =>
      redirect(303, pageAt('sessions', settings(), { ended: String(count) })),
    ),
  ]
}

type Ending = { readonly token: string | undefined; readonly target: string | undefined }

function readEnding({ body }: Request): Ending {
  if (body.kind !== 'form')
    throw new Refusal('bad-request', { reason: 'This takes the fields of a form.' })
  const text = (name: string) =>
    typeof body.fields[name] === 'string' ? body.fields[name] : undefined
  return { token: text('csrf_token'), target: text('session') }
}

function readEnded(request: Request): number | undefined {
  const ended = queryValue(request, 'ended')
  return ended !== undefined && /^\d{1,6}$/.test(ended) ? Number(ended) : undefined
}

function sessionsPage(
  { current, others, total, ended }: Listing,
  csrfToken: string,
  settings: PagesSettings,
): Page {
  const said = words.sessions
  const form = (content: Html) =>
    html`<form action="${pageAt('sessions', settings)}" method="post">
      <input type="hidden" name="csrf_token" value="${csrfToken}" />${content}
    </form>`
  return {
    title: said.title,
    lead: said.lead,
    wide: true,
    body: html`${ended !== undefined && html`<p class="notice notice-success" role="status">${said.ended(ended)}</p>`}
      <ul class="sessions">
        <li>${describe(current, html` <span class="mark">${said.here}</span>`)}</li>
        ${others.map((session) => html`<li>${describe(session)}${form(html`<button class="button button-other" type="submit" name="session" value="${session.id}" aria-label="${said.endOf(deviceOf(session))}">${said.end}</button>`)}</li>`)}
      </ul>
      ${total > others.length && html`<p class="lead">${said.more(total - others.length)}</p>`}
      ${total === 0 ? html`<p class="lead">${said.alone}</p>` : form(html`<div class="actions"><button class="button button-first" type="submit" name="session" value="others">${said.endOthers(total)}</button></div>`)}`,
    aside: html`<p><a href="${pageAt('welcome', settings)}">${said.back}</a></p>`,
  }
}

const deviceOf = ({ devices }: Session): string => deviceInWords(devices.at(-1)?.userAgent ?? '')

function describe(session: Session, mark?: Html): Html {
  const said = words.sessions
  const device = session.devices.at(-1)
  const from = [device?.location, device?.ipAddress]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  return html`<div>
    <p class="device">${deviceOf(session)}${mark}</p>
    <p class="when">${said.from} ${from === '' ? said.unknownPlace : from}</p>
    <p class="when">${said.since} ${moment(session.authenticatedAt)}</p>
  </div>`
}

const inUtc = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** Told in UTC; where scripts run, in the time of the reader. */
const moment = (at: Timestamp): Html =>
  html`<time datetime="${toRfc3339(at)}">${inUtc.format(at)} UTC</time>`
