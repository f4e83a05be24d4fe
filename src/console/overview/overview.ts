// The first page: figures that are cheap to have, health, and who came last.
import type { Found } from '#identity/search.ts'
import type { Route } from '#http/route.ts'
import type { Timestamp } from '#lib/time.ts'
import { html, type Html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import type { ConsoleParts } from '../parts.ts'
import { peopleTable, usualColumns } from '../people/columns.ts'
import type { Rows } from '../routes.ts'
import { badge, empty, facts, panel, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'

const labels = texts.overview
/** Figures of lists are counted up to this. */
const most = 99

type Figure = { readonly label: string; readonly url: string; readonly text: string }
type Overview = {
  readonly figures: readonly Figure[]
  readonly newest: readonly Found[]
  readonly problems: Readonly<Record<string, string>>
  readonly version: string
  readonly revision: string
  readonly editions: readonly string[]
  readonly withSchema: boolean
  readonly now: Timestamp
}

export function overviewRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  const { core, health, settings, clock } = parts

  const countOf = (found: readonly unknown[], more: boolean): string =>
    more ? labels.atLeast(String(found.length)) : String(found.length)

  async function figures(): Promise<readonly Figure[]> {
    const page = { limit: most }
    const [sessions, waiting, abandoned, calls] = await Promise.all([
      core.sessionAdministration.list(true, page),
      core.messages.list({ status: 'queued' }, page),
      core.messages.list({ status: 'abandoned' }, page),
      core.outbox.list({ status: 'abandoned' }, page),
    ])
    return [
      {
        label: labels.active,
        url: urlOf('/sessions', { state: 'active' }),
        text: countOf(sessions.sessions, sessions.more),
      },
      {
        label: labels.waiting,
        url: urlOf('/messages', { status: 'queued' }),
        text: countOf(waiting.shown, waiting.last !== undefined),
      },
      {
        label: labels.abandoned,
        url: urlOf('/messages', { status: 'abandoned' }),
        text: countOf(abandoned.shown, abandoned.last !== undefined),
      },
      {
        label: labels.calls,
        url: urlOf('/outbox', { status: 'abandoned' }),
        text: countOf(calls.shown, calls.last !== undefined),
      },
    ]
  }

  return [
    rows.page(
      '',
      () => undefined,
      async (): Promise<Overview> => {
        const [{ found, count }, others, problems] = await Promise.all([
          core.identitySearch.find({
            search: {},
            order: { by: 'created_at', descending: true },
            page: { limit: 8 },
            count: 'estimated',
          }),
          figures(),
          health.problems(),
        ])
        const value = (count?.value ?? 0).toLocaleString('en')
        const people = {
          label: labels.people,
          url: urlOf('/people'),
          text: count?.atLeast === true ? labels.atLeast(value) : value,
        }
        return {
          figures: [people, ...others],
          newest: found,
          problems,
          version: health.version,
          revision: health.revision(),
          editions: settings().editions,
          withSchema: core.schemas().list().length > 1,
          now: clock(),
        }
      },
      view,
    ),
  ]
}

function view(overview: Overview): ConsolePage {
  const { figures, newest, withSchema, now } = overview
  return {
    title: labels.title,
    section: 'overview',
    body: html`<h1>${labels.title}</h1>
      <ul class="figures">
        ${figures.map(
          ({ label, url, text }) =>
            html`<li><a href="${url}"><strong>${text}</strong> ${label}</a></li>`,
        )}
      </ul>
      <div class="panels">
        <div>
          ${panel(
            labels.newest,
            newest.length > 0
              ? peopleTable(newest, { columns: usualColumns(withSchema), now })
              : empty(texts.people.nobody, texts.people.nobodyHint),
          )}
        </div>
        <div>${healthPanel(overview)}</div>
      </div>`,
  }
}

function healthPanel({ problems, version, revision, editions }: Overview): Html {
  const wrong = Object.entries(problems)
  return panel(
    labels.health,
    facts([
      [
        texts.people.state,
        wrong.length === 0 ? badge('good', labels.ready) : badge('bad', labels.notReady),
      ],
      ...wrong.map(([component, problem]) => [component, problem] as const),
      [labels.version, version],
      [labels.revision, html`<span class="mono">${revision}</span>`],
      [labels.editions, editions.join(', ')],
    ]),
  )
}
