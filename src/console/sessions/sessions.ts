// The sessions of all people.
import type { Route } from '#http/route.ts'
import type { Timestamp } from '#lib/time.ts'
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { ConsoleParts } from '../parts.ts'
import { placeText, readId, readOne, readPlace } from '../read.ts'
import { bySupport, done, type Context, type Rows } from '../routes.ts'
import { choice, empty, pager, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { sessionTable, type ShownSession } from './table.ts'

const labels = texts.sessions
const pageSize = 50
const states = ['active', 'ended'] as const

type SessionList = {
  readonly sessions: readonly ShownSession[]
  readonly state: (typeof states)[number] | undefined
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
}

export function sessionsRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  const { sessionAdministration: administration } = core
  return [
    rows.page(
      '/sessions',
      (request) => ({ state: readOne(request, 'state', states), after: readPlace(request) }),
      async ({ state, after }): Promise<SessionList> => {
        const { sessions, more } = await administration.list(
          state === undefined ? undefined : state === 'active',
          {
            limit: pageSize,
            ...(after ? { after: { issuedAt: after.at, id: after.id } } : {}),
          },
        )
        const last = more ? sessions.at(-1)?.session : undefined
        return {
          sessions: sessions.map((one) => ({ ...one, isActive: administration.isActive(one) })),
          state,
          isFirst: after === undefined,
          next: last && placeText(last.issuedAt, last.id),
          now: clock(),
        }
      },
      view,
    ),
    rows.form(
      '/sessions/:id/end',
      (sent, request) => ({ ...readId(request), back: sent.text('back') }),
      async ({ id, back }) => {
        const { identity } = await administration.find(id)
        await administration.disable(id)
        return back === 'person' ? `/people/${identity.id}/sessions` : '/sessions'
      },
      (path) => done(path, 'session-ended'),
      bySupport,
    ),
  ]
}

function view(list: SessionList, { token }: Context): ConsolePage {
  const { sessions, state, isFirst, next, now } = list
  return {
    title: labels.title,
    section: 'sessions',
    body: html`<div class="head"><h1>${labels.title}</h1></div>
      <form class="filters" method="get" action="${urlOf('/sessions')}">
        ${choice(
          'state',
          labels.show,
          [
            ['', labels.all],
            ['active', labels.onlyActive],
            ['ended', labels.onlyEnded],
          ],
          state,
        )}
        <button class="button button-secondary">${texts.filter.apply}</button>
      </form>
      ${
        sessions.length > 0
          ? sessionTable(sessions, { back: 'all', token, now })
          : empty(labels.none, labels.noneHint)
      }
      ${pager(
        isFirst ? undefined : urlOf('/sessions', { state }),
        next === undefined ? undefined : urlOf('/sessions', { state, after: next }),
      )}`,
  }
}
