import { numberText } from '../languages/formats.ts'
import type { Found } from '#identity/search.ts'
import type { Timestamp } from '#lib/time.ts'
import { attributes, html, type Html, type Words } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { peopleTable, usualColumns } from '../people/columns.ts'
import { badge, empty, facts, panel, table, time, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import type { Attention } from './attention.ts'
import { chart } from './chart.ts'
import { ranges, type Activities, type Range } from './series.ts'
import { overviewTexts as labels } from './texts.ts'

type Figure = { readonly label: Words; readonly url: string; readonly text: Words }
export type Overview = {
  readonly figures: readonly Figure[]
  readonly attention: readonly Attention[]
  readonly activities: Activities
  readonly newest: readonly Found[]
  readonly problems: Readonly<Record<string, string>>
  readonly version: string
  readonly revision: string
  readonly editions: readonly string[]
  readonly withSchema: boolean
  readonly now: Timestamp
}

export function overviewView(overview: Overview): ConsolePage {
  const { figures, attention, activities, newest, withSchema, now } = overview
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
      ${panel(labels.attention, attentionList(attention))} ${activityPanel(activities)}
      <div class="panels after">
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

const attentionList = (all: readonly Attention[]): Html =>
  all.length === 0
    ? html`<p class="none">${labels.calm}</p>`
    : html`<ul class="attention">
        ${all.map(
          ({ tone, text, url }) =>
            html`<li class="mark mark-${tone}"><a href="${url}">${text}</a></li>`,
        )}
      </ul>`

function activityPanel({ range, starts, all }: Activities): Html {
  const number = numberText
  return html`<section class="panel">
    <div class="head">
      <h2>${labels.activity}</h2>
      <nav class="switch" aria-label="${labels.activity}">
        ${(Object.keys(ranges) as Range[]).map(
          (one) =>
            html`<a
              ${attributes({
                href: urlOf('', { range: one === 'day' ? undefined : one }),
                'aria-current': one === range ? 'true' : undefined,
              })}
              >${labels.ranges[one]}</a
            >`,
        )}
      </nav>
    </div>
    <ul class="charts">
      ${all.map(({ kind, counts, total, most }) => {
        const label = labels.kinds[kind],
          atMost = labels.most(number(most), labels.per[range])
        return html`<li>
          <p><strong>${number(total)}</strong> ${label}</p>
          ${chart(
            counts,
            labels.chart(label, number(total), labels.ranges[range], atMost),
            kind === 'failures' ? 'bad' : 'plain',
          )}
          <p class="axis"><span>${labels.ago[range]}</span><span>${labels.now[range]}</span></p>
        </li>`
      })}
    </ul>
    <details>
      <summary>${labels.asTable}</summary>
      ${table(
        labels.tableCaption(labels.ranges[range]),
        [
          { label: labels.from, cell: ({ start }) => time(start) },
          ...all.map(({ kind, counts }) => ({
            label: labels.kinds[kind],
            cell: ({ at }: { readonly at: number }) => number(counts[at] ?? 0),
          })),
        ],
        starts.map((start, at) => ({ start, at })).toReversed(),
      )}
    </details>
  </section>`
}

function healthPanel({ problems, version, revision, editions }: Overview): Html {
  const wrong = Object.entries(problems)
  return panel(
    labels.health,
    html`${facts([
      [
        texts.people.state,
        wrong.length === 0 ? badge('good', labels.ready) : badge('bad', labels.notReady),
      ],
      ...wrong.map(([component, problem]) => [component, problem] as const),
      [labels.version, version],
      [labels.revision, html`<span class="mono">${revision}</span>`],
      [labels.editions, editions.join(', ')],
    ])}
      <p class="hint below"><a href="${urlOf('/health')}">${labels.moreHealth}</a></p>`,
  )
}
