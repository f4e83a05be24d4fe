// What has happened to the account of whoever is signed in, newest first.
import type { Happening } from '#audit/told.ts'
import { queryValue, route, type Route } from '#http/route.ts'
import type { Speech } from '#languages/speech.ts'
import type { Texts } from '#languages/translation.ts'
import { ofDeviceKind } from '#lib/device-name.ts'
import type { Locate } from '#lib/locate.ts'
import { isUuid } from '#lib/uuid.ts'
import type { ActivityPage } from '#session/own-activity.ts'
import { html, type Html } from './html.ts'
import { notMeUrl } from './not-me.ts'
import { asideLine, link } from './links.ts'
import type { Page } from './page.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { findReader } from './reader.ts'
import { pageReply } from './reply.ts'
import { renderTime } from './time.ts'
import { pageUrl } from './urls.ts'

const pageSize = 20

/** `after`: the entry behind which the page begins. */
type Shown = ActivityPage & { readonly after: string | undefined }

export const activityRoute = (parts: PagesParts): Route =>
  route(
    'GET',
    '/ui/activity',
    (request) => {
      const after = queryValue(request, 'after')
      return after !== undefined && isUuid(after) ? after : undefined
    },
    async (after, caller): Promise<Shown> => ({
      after,
      ...(await parts.core.ownActivity.list({ limit: pageSize, after }, caller)),
    }),
    async (shown, caller) => {
      const reader = await findReader(parts, caller)
      const settings = parts.settings()
      return pageReply(
        200,
        activityPage(shown, settings, reader.speech, parts.locate),
        settings,
        reader,
        caller,
      )
    },
  )

function activityPage(
  { source, shown, last, after }: Shown,
  settings: PagesSettings,
  speech: Speech,
  locate: Locate,
): Page {
  const { activity: labels, sessions } = speech.texts
  const at = (parameters: { readonly after?: string }) => pageUrl('activity', settings, parameters)
  return {
    title: labels.title,
    lead: source === 'trail' ? labels.lead : labels.off,
    wide: true,
    body:
      shown.length === 0
        ? html`<p>${labels.none}</p>`
        : html`<ul class="sessions">
            ${shown.map((one) => listItem(one, settings, speech, locate))}
          </ul>`,
    aside: html`${after !== undefined && asideLine(link(at({}), labels.newest))}
    ${last !== undefined && asideLine(link(at({ after: last }), labels.older))}
    ${asideLine(link(pageUrl('welcome', settings), sessions.back))}`,
  }
}

const listItem = (one: Happening, settings: PagesSettings, speech: Speech, locate: Locate): Html =>
  html`<li>
    ${describe(one, speech, locate)}${one.canBeReported && notMe(one, settings, speech.texts)}
  </li>`

const notMe = (one: Happening, settings: PagesSettings, texts: Texts): Html =>
  html`<a
    class="button button-secondary"
    href="${notMeUrl(one.id, settings)}"
    aria-label="${texts.notMe.buttonOf({ what: whatHappened(one, texts) })}"
    >${texts.notMe.button}</a
  >`

/** What has happened, in few words. */
const whatHappened = ({ action, count }: Happening, { activity }: Texts): string =>
  (action === 'sessions.revoked' || action === 'activity.reported') && count !== undefined
    ? `${activity.actions[action]} (${activity.ended({ count })})`
    : activity.actions[action]

function describe(one: Happening, speech: Speech, locate: Locate): Html {
  const { texts } = speech
  const { activity: labels } = texts
  const line = (content: Html | string) => html`<p class="when">${content}</p>`
  const methods = one.methods.map((method) => labels.things[method])
  return html`<div>
    <p class="device">${whatHappened(one, texts)}</p>
    ${methods.length > 0 && line(labels.method({ methods: speech.list(methods) }))}
    ${one.changes.map(({ what, turn }) =>
      line(labels.change({ what: labels.things[what], turn: labels.turns[turn] })),
    )}
    ${one.by !== 'person' && !isSignUp(one) && line(labels.by({ who: labels.who[one.by] }))}
    ${(one.device !== undefined || one.client !== undefined) && line(whereFrom(one, speech, locate))}
    ${line(renderTime(one.at, speech))}
    ${
      one.times > 1 &&
      line(
        html`${labels.times({ count: one.times })}. ${labels.first}: ${renderTime(one.since, speech)}`,
      )
    }
  </div>`
}

/** Device, place and address. */
function whereFrom(
  { device, client }: Happening,
  { texts: { sessions }, language }: Speech,
  locate: Locate,
): string {
  const name =
    device === undefined
      ? sessions.unknownDevice
      : ofDeviceKind(device, (browser, system) => sessions.browserOn({ browser, system }))
  const place = client === undefined ? undefined : locate(client, language)
  return [name, place, client].filter((part) => part !== undefined && part !== '').join(', ')
}

/** NOTE whoever signs up is not signed in yet */
const isSignUp = ({ action, by }: Happening): boolean =>
  action === 'identity.created' && by === 'unknown'
