// The list of the sessions of a person, with buttons to end them.
import { Refusal } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { redirect } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { openedBy } from '#session/impersonation.ts'
import type { Session } from '#session/session.ts'
import type { Locate } from '#lib/locate.ts'
import { deviceName } from '#lib/device-name.ts'
import { guardForm } from './button-page.ts'
import { html, type Html } from './html.ts'
import { asideLine, link } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageReply } from './reply.ts'
import { findReader } from './reader.ts'
import type { Speech } from '#languages/speech.ts'
import type { Texts } from '#languages/translation.ts'
import { renderTime } from './time.ts'
import { pageUrl } from './urls.ts'

const mostShown = 100

type SessionList = {
  readonly current: Session
  readonly others: readonly Session[]
  /** The number of all other sessions. */
  readonly total: number
  /** How many sessions were just ended; undefined when the page was opened in another way. */
  readonly ended: number | undefined
}

export function sessionsRoutes(parts: PagesParts): readonly Route[] {
  const {
    core: { ownSessions },
    csrf,
    settings,
  } = parts

  const list = async (ended: number | undefined, caller: Caller): Promise<SessionList> => {
    const { session } = await ownSessions.whoami(undefined, caller)
    const { total, sessions } = await ownSessions.list({ limit: mostShown, offset: 0 }, caller)
    return { current: session, others: sessions.map((each) => each.session), total, ended }
  }

  const end = async ({ token, target }: EndInput, caller: Caller): Promise<number> => {
    guardForm(parts, token, caller)
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
      async (sessions, caller) => {
        const reader = await findReader(parts, caller)
        const page = sessionsPage(
          sessions,
          csrf.mask(caller.csrfSecret),
          settings(),
          reader.speech,
          parts.locate,
        )
        return pageReply(200, page, settings(), reader, caller)
      },
      { issuesCsrf: true },
    ),
    route('POST', '/ui/sessions', readEnd, end, (count) =>
      redirect(303, pageUrl('sessions', settings(), { ended: String(count) })),
    ),
  ]
}

type EndInput = {
  readonly token: string | undefined
  /** The id of a session, or `others`. */
  readonly target: string | undefined
}

function readEnd({ body }: Request): EndInput {
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

/** The page that lists sessions. */
export function sessionsPage(
  { current, others, total, ended }: SessionList,
  csrfToken: string,
  settings: PagesSettings,
  speech: Speech,
  locate: Locate,
): Page {
  const { texts } = speech
  const labels = texts.sessions
  const form = (content: Html) =>
    html`<form action="${pageUrl('sessions', settings)}" method="post">
      <input type="hidden" name="csrf_token" value="${csrfToken}" />${content}
    </form>`
  const other = (session: Session) =>
    html`<li>${describe(session, speech, locate)}${form(endButton(session, texts))}</li>`
  const notice = (count: number) =>
    html`<p class="notice notice-success" role="status">${count === 0 ? labels.endedNone : labels.ended({ count })}</p>`
  return {
    title: labels.title,
    lead: labels.lead,
    wide: true,
    body: html`${ended !== undefined && notice(ended)}
      <ul class="sessions">
        <li>${describe(current, speech, locate, html` <span class="badge">${labels.here}</span>`)}</li>
        ${others.map(other)}
      </ul>
      ${total > others.length && html`<p class="lead">${labels.more({ count: total - others.length })}</p>`}
      ${total === 0 ? html`<p class="lead">${labels.alone}</p>` : form(endOthersButton(total, texts))}`,
    aside: html`${asideLine(link(pageUrl('activity', settings), texts.activity.title))}
    ${asideLine(link(pageUrl('welcome', settings), labels.back))}`,
  }
}

const endButton = (session: Session, texts: Texts): Html =>
  html`<button
    class="button button-secondary"
    type="submit"
    name="session"
    value="${session.id}"
    aria-label="${texts.sessions.endOf({ device: deviceOf(session, texts) })}"
  >
    ${texts.sessions.end}
  </button>`

const endOthersButton = (total: number, texts: Texts): Html =>
  html`<div class="actions">
    <button class="button button-primary" type="submit" name="session" value="others">
      ${texts.sessions.endOthers({ count: total })}
    </button>
  </div>`

const deviceOf = ({ devices }: Session, { sessions }: Texts): string =>
  deviceName(devices.at(-1)?.userAgent ?? '', (browser, system) =>
    sessions.browserOn({ browser, system }),
  ) ?? sessions.unknownDevice

function describe(session: Session, speech: Speech, locate: Locate, badge?: Html): Html {
  const { texts } = speech
  const labels = texts.sessions
  const device = session.devices.at(-1)
  const support = openedBy(session)
  const place = device && locate(device.ipAddress, speech.language)
  const from = [device?.location, place, device?.ipAddress]
    .filter((part) => part !== undefined && part !== '')
    .join(', ')
  return html`<div>
    <p class="device">${deviceOf(session, texts)}${badge}</p>
    <p class="when">${labels.from} ${from === '' ? labels.unknownPlace : from}</p>
    <p class="when">${labels.since} ${renderTime(session.authenticatedAt, speech)}</p>
    ${support && html`<p class="when">${labels.support({ reason: support.reason })}</p>`}
  </div>`
}
