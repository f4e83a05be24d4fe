import type { SearchResult } from '#identity/search.ts'
import { exportFormats } from '#editions/newest.ts'
import type { JobKind } from '#jobs/job.ts'
import { attributes, html, type Html, type Words } from '#pages/html.ts'
import type { Timestamp } from '#lib/time.ts'
import type { ConsolePage } from '../document.ts'
import type { FormToken } from '../form-token.ts'
import { jobKindChoice, kindsFor } from '../jobs/describe.ts'
import type { Context } from '../routes.ts'
import { button, choice, empty, pager, post, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { columnNames, peopleTable, usualColumns } from './columns.ts'
import {
  defaultSort,
  filterParameters,
  isFiltered,
  parametersOf,
  sorts,
  type PeopleQuery,
} from './read.ts'
import { texts as own } from './texts.ts'

const labels = texts.people

export type PeopleList = Pick<SearchResult, 'found' | 'count' | 'complete'> & {
  readonly query: PeopleQuery
  /** Where the next page begins. */
  readonly next: string | undefined
  readonly schemaIds: readonly string[]
  readonly now: Timestamp
}

export function peopleView(list: PeopleList, context: Context): ConsolePage {
  const { query, found, count, complete, next } = list
  const parameters = parametersOf(query)
  return {
    title: labels.title,
    section: 'people',
    body: html`<div class="head">
        <h1>${labels.title}</h1>
        ${count && html`<p>${countText(list)}</p>`}
        ${link('/people/new', labels.create, context.token)}
        ${link('/people/import', labels.import, context.token)}
      </div>
      ${filters(list)} ${!complete && html`<p class="notice">${labels.incomplete}</p>`}
      ${
        found.length > 0
          ? html`${choosing(list, kindsFor(context.access))} ${exporting(query, context.token)}`
          : isFiltered(query)
            ? empty(labels.notFound, labels.notFoundHint)
            : empty(labels.nobody, labels.nobodyHint)
      }
      ${pager(
        query.after && urlOf('/people', parameters),
        next === undefined ? undefined : urlOf('/people', { ...parameters, after: next }),
      )}`,
  }
}

const countText = ({ count }: PeopleList): Words | undefined =>
  count && (count.atLeast ? labels.moreThan : labels.count)(count.value)

/** A link to the page of a form, for who may send it. */
const link = (path: string, text: Words, token: FormToken): Html | false =>
  token.may(path) && html`<a class="button button-secondary" href="${urlOf(path)}">${text}</a>`

const columnsOf = ({ query, schemaIds }: PeopleList) =>
  query.columns ?? usualColumns(schemaIds.length > 1)

/** The table, in a form that leads to what is done to many, for who may do something to them. */
function choosing(list: PeopleList, kinds: readonly JobKind[]): Html {
  const { query, found, now } = list
  const parameters = parametersOf(query)
  const count = countText(list)
  const [all, allOf] = isFiltered(query) ? [own.all, own.allOf] : [own.everybody, own.everybodyOf]
  const shown = peopleTable(found, {
    columns: columnsOf(list),
    now,
    order: {
      sort: query.sort,
      urlBy: (sort) =>
        urlOf('/people', { ...parameters, sort: sort === defaultSort ? undefined : sort }),
    },
    choosable: kinds.length > 0,
  })
  if (kinds.length === 0) return shown
  return html`<form method="get" action="${urlOf('/jobs/new')}">
    ${hidden({ ...filterParameters(query), sort: undefined })} ${shown}
    <fieldset class="filters below">
      <legend class="unseen">${own.many}</legend>
      ${jobKindChoice(own.action, kinds)}
      ${choice(
        'who',
        own.who,
        [
          ['chosen', own.chosen],
          ['all', count === undefined ? all : allOf(count)],
        ],
        'chosen',
      )}
      ${button('secondary', own.next)}
    </fieldset>
  </form>`
}

const exporting = (query: PeopleQuery, token: FormToken): Html =>
  html`<div class="filters">
    ${post(
      '/people/export',
      token,
      given(filterParameters(query)),
      html`<div class="filters">
        ${choice(
          'format',
          own.format,
          exportFormats.map((one) => [one, own.formats[one]] as const),
          'csv',
        )}
        ${button('secondary', own.export)}
      </div>`,
    )}
  </div>`

function filters(list: PeopleList): Html {
  const { query, schemaIds } = list
  const { words, state, schemaId, sort, columns } = query
  const any = ['', texts.filter.any] as const
  return html`<form class="filters" method="get" action="${urlOf('/people')}">
    ${hidden({ q: words })}
    ${choice(
      'state',
      labels.state,
      [any, ['active', texts.states.active], ['inactive', texts.states.inactive]],
      state,
    )}
    ${
      schemaIds.length > 1 &&
      choice('schema', labels.schema, [any, ...schemaIds.map((id) => [id, id] as const)], schemaId)
    }
    ${choice(
      'sort',
      labels.sort,
      sorts.map((one) => [one, labels.sorts[one as keyof typeof labels.sorts]] as const),
      sort,
    )}
    <details class="columns">
      <summary>${own.columns}</summary>
      <fieldset>
        <legend class="unseen">${own.columns}</legend>
        ${columnNames.map(
          (name) =>
            html`<label
              ><input
                ${attributes({
                  type: 'checkbox',
                  name: 'columns',
                  value: name,
                  checked: columnsOf(list).includes(name),
                })}
              />
              ${own.columnNames[name]}</label
            >`,
        )}
      </fieldset>
    </details>
    <button class="button button-secondary">${texts.filter.apply}</button>
    ${
      (isFiltered(query) || sort !== defaultSort || columns !== undefined) &&
      html`<a class="plain" href="${urlOf('/people')}">${texts.filter.reset}</a>`
    }
  </form>`
}

/** Those that have a value. */
const given = (
  parameters: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(parameters).filter((one): one is [string, string] => Boolean(one[1])),
  )

const hidden = (parameters: Readonly<Record<string, string | undefined>>): readonly Html[] =>
  Object.entries(given(parameters)).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )
