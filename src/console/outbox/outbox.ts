// The outbox: calls to other systems, queued and done.
import type { OutboxEntry, OutboxStatus } from '#hooks/outbox/outbox-store.ts'
import type { Route } from '#http/route.ts'
import type { Timestamp } from '#lib/time.ts'
import { html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { explained } from '../languages/explained.ts'
import type { ConsoleParts } from '../parts.ts'
import { placeText, readId, readOne, readPlace } from '../read.ts'
import { done, type Context, type FormToken, type Rows } from '../routes.ts'
import { ago, badge, button, choice, empty, pager, post, table, urlOf, type Tone } from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.outbox
const pageSize = 50
const tones: Readonly<Record<OutboxStatus, Tone>> = {
  queued: 'warn',
  delivered: 'good',
  abandoned: 'bad',
}
const statuses = Object.keys(tones) as OutboxStatus[]

type OutboxList = {
  readonly shown: readonly OutboxEntry[]
  readonly status: OutboxStatus | undefined
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
}

export function outboxRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  return [
    rows.page(
      '/outbox',
      (request) => ({ status: readOne(request, 'status', statuses), after: readPlace(request) }),
      async ({ status, after }): Promise<OutboxList> => {
        const { shown, last } = await core.outbox.list(status === undefined ? {} : { status }, {
          limit: pageSize,
          ...(after ? { after: { position: after.at, id: after.id } } : {}),
        })
        return {
          shown,
          status,
          isFirst: after === undefined,
          next: last && placeText(last.position, last.id),
          now: clock(),
        }
      },
      view,
    ),
    rows.form(
      '/outbox/:id/replay',
      (_sent, request) => readId(request),
      core.outbox.replay,
      () => done('/outbox', 'replayed'),
    ),
  ]
}

function view(list: OutboxList, { token }: Context): ConsolePage {
  const { shown, status, isFirst, next, now } = list
  return {
    title: labels.title,
    section: 'outbox',
    body: html`<h1>${labels.title}</h1>
      <p class="lead">${labels.lead}</p>
      <form class="filters" method="get" action="${urlOf('/outbox')}">
        ${choice(
          'status',
          labels.status,
          [['', texts.filter.any], ...statuses.map((one) => [one, labels.statuses[one]] as const)],
          status,
        )}
        <button class="button button-secondary">${texts.filter.apply}</button>
      </form>
      ${shown.length > 0 ? tableOf(shown, token, now) : empty(labels.none, labels.noneHint)}
      ${pager(
        isFirst ? undefined : urlOf('/outbox', { status }),
        next === undefined ? undefined : urlOf('/outbox', { status, after: next }),
      )}`,
  }
}

const tableOf = (shown: readonly OutboxEntry[], token: FormToken, now: Timestamp) =>
  table(
    labels.caption,
    [
      {
        label: labels.topic,
        cell: ({ topic, address }) => html`${topic}<span class="sub">${address}</span>`,
      },
      {
        label: labels.status,
        cell: ({ status, error }) =>
          html`${badge(tones[status], labels.statuses[status])}
          ${error !== undefined && html`<span class="sub">${explained(error)}</span>`}`,
      },
      {
        label: labels.person,
        cell: ({ identityId }) =>
          html`<a class="mono" href="${urlOf(`/people/${identityId}`)}"
            >${identityId.slice(0, 8)}…</a
          >`,
        isMinor: true,
      },
      { label: labels.tries, cell: ({ tries }) => tries, isMinor: true },
      { label: labels.created, cell: ({ createdAt }) => ago(createdAt, now), isMinor: true },
      {
        label: html`<span class="unseen">${texts.actions}</span>`,
        cell: ({ id, status, topic }) =>
          status !== 'queued' &&
          post(`/outbox/${id}/replay`, token, {}, button('secondary', labels.replay, topic)),
      },
    ],
    shown,
  )
