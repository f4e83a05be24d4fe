import { html, type Html, type Value, type Words } from '#pages/html.ts'
import type { Backlog, Counted, HealthFacts, KeyUse } from '#telemetry/health-facts.ts'
import { countText } from '../count.ts'
import type { ConsolePage } from '../document.ts'
import { explained } from '../languages/explained.ts'
import { megabytesText, millisecondsText, percentText } from '../languages/formats.ts'
import { ago, badge, facts as pairs, panel, table, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { healthTexts as labels } from './texts.ts'

export function healthView(facts: HealthFacts): ConsolePage {
  const { backlog } = facts
  return {
    title: labels.title,
    section: 'health',
    body: html`<div class="head">
        <h1>${labels.title}</h1>
        ${readyBadge(facts)}
      </div>
      <p class="lead">${labels.lead}</p>
      <div class="panels even">
        <div>${readiness(facts)} ${server(facts)}</div>
        <div>${database(facts)} ${backlog && waiting(backlog, facts)} ${providers(facts)} ${clock(facts)}</div>
      </div>
      <p class="hint below">
        ${labels.metrics}<a href="/metrics/prometheus" class="mono">/metrics/prometheus</a>
      </p>`,
  }
}

const readyBadge = ({ problems }: HealthFacts): Html =>
  Object.keys(problems).length === 0 ? badge('good', labels.ready) : badge('bad', labels.notReady)

/** What may not be ready. */
const componentNames: Readonly<Record<string, Words>> = {
  database: labels.database,
  server: labels.server,
}

const readiness = (facts: HealthFacts): Html =>
  panel(
    labels.state,
    pairs([
      [labels.answers, badge('good', labels.alive)],
      [labels.readiness, readyBadge(facts)],
      ...Object.entries(facts.problems).map(
        ([part, problem]) => [componentNames[part] ?? part, explained(problem)] as const,
      ),
    ]),
  )

function server({ at, version, node, process }: HealthFacts): Html {
  const { startedAt, worksInBackground } = process
  return panel(
    labels.server,
    pairs([
      [labels.version, version],
      [labels.node, node],
      [labels.id, process.id],
      [labels.cores, process.cores],
      [labels.started, time(startedAt)],
      [labels.uptime, texts.duration(process.uptimeMs)],
      [labels.busy, percentText(process.busy)],
      [labels.memory, megabytesText(process.memoryBytes)],
      [labels.heap, megabytesText(process.heapBytes)],
      [labels.hashes, process.hashesInFlight],
      [labels.background, labels.inBackground[worksInBackground ? 'true' : 'false']],
      [labels.now, time(at)],
    ]),
  )
}

function database({ database: { kind, answeredInMs, migrations }, disk, keys }: HealthFacts): Html {
  const open = migrations.filter(({ state }) => state !== 'applied')
  const rows: readonly (readonly [Words, Value])[] = [
    [labels.kind, kind],
    [
      labels.answered,
      answeredInMs === undefined ? badge('bad', labels.noAnswer) : millisecondsText(answeredInMs),
    ],
    ...(migrations.length === 0
      ? []
      : [
          [
            labels.migrations,
            open.length === 0
              ? labels.allApplied(migrations.length)
              : open.map(
                  ({ name, state }) =>
                    html`<span>${name}</span> ${badge('bad', labels.states[state])} `,
                ),
          ] as const,
        ]),
    ...(disk === undefined
      ? []
      : [
          [labels.size, megabytesText(disk.databaseBytes)] as const,
          [labels.free, megabytesText(disk.freeBytes)] as const,
        ]),
    ...(keys === undefined ? [] : [[labels.keys, keyText(keys)] as const]),
  ]
  return panel(
    labels.database,
    html`${pairs(rows)}
    ${
      migrations.length > 0 &&
      html`<details class="below">
        <summary>${labels.list}</summary>
        ${table(
          labels.list,
          [
            {
              label: labels.migration,
              cell: ({ name }) => html`<span class="mono">${name}</span>`,
            },
            {
              label: labels.state,
              cell: ({ state }) =>
                badge(state === 'applied' ? 'good' : 'bad', labels.states[state]),
            },
          ],
          migrations,
        )}
      </details>`
    }`,
  )
}

const keyText = ({ older, unreadable, examined }: KeyUse): Value =>
  unreadable > 0
    ? badge('bad', labels.unreadable(unreadable, examined))
    : older > 0
      ? badge('warn', labels.older(older, examined))
      : badge('good', labels.newest)

const providers = ({ providers: all }: HealthFacts): Html | undefined =>
  all.length === 0
    ? undefined
    : panel(
        labels.providers,
        pairs(
          all.map(({ id, fault }) => [
            id,
            fault === undefined ? badge('good', labels.answers) : badge('bad', explained(fault)),
          ]),
        ),
      )

const waiting = (backlog: Backlog, { at }: HealthFacts): Html =>
  panel(
    labels.backlog,
    pairs([
      [labels.messages, link('/messages', 'queued', backlog.messages)],
      ...(backlog.oldestAt === undefined
        ? []
        : [[labels.oldest, ago(backlog.oldestAt, at)] as const]),
      [labels.messagesGivenUp, link('/messages', 'abandoned', backlog.messagesGivenUp)],
      [labels.calls, link('/outbox', 'queued', backlog.calls)],
      [labels.callsGivenUp, link('/outbox', 'abandoned', backlog.callsGivenUp)],
      [
        labels.search,
        backlog.searchIsComplete ? badge('good', labels.complete) : badge('warn', labels.building),
      ],
    ]),
  )

const link = (path: string, status: string, { count, isMore }: Counted): Html =>
  html`<a href="${urlOf(path, { status })}">${countText(count, isMore)}</a>`

const clock = ({ aheadMs }: HealthFacts): Html =>
  panel(
    labels.clock,
    aheadMs < 1000
      ? html`<p>${badge('good', labels.onTime)}</p>`
      : html`<p>${badge('warn', labels.ahead(texts.duration(aheadMs)))}</p>`,
  )
