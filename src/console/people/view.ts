import type { Found, SearchResult } from '#identity/search.ts'
import { breakable, html, type Html } from '#pages/html.ts'
import type { Timestamp } from '#lib/time.ts'
import type { ConsolePage } from '../document.ts'
import type { Context, FormToken } from '../routes.ts'
import { ago, badge, choice, empty, pager, table, urlOf } from '../tags.ts'
import { texts } from '../texts.ts'
import { identifierOf, titleOf } from './name.ts'
import { defaultSort, parametersOf, sorts, type PeopleQuery } from './read.ts'

const labels = texts.people

export type PeopleList = Pick<SearchResult, 'found' | 'count' | 'complete'> & {
  readonly query: PeopleQuery
  /** Where the next page begins. */
  readonly next: string | undefined
  readonly schemaIds: readonly string[]
  readonly now: Timestamp
}

export function peopleView(list: PeopleList, { token }: Pick<Context, 'token'>): ConsolePage {
  const { query, found, count, complete, next, now } = list
  const parameters = parametersOf(query)
  const isFiltered = Object.values({ ...parameters, sort: '' }).some((one) => one)
  return {
    title: labels.title,
    section: 'people',
    body: html`<div class="head">
        <h1>${labels.title}</h1>
        ${count && html`<p>${texts.count(count.value, count.atLeast, labels.one, labels.many)}</p>`}
        ${link('/people/new', labels.create, token)} ${link('/people/import', labels.import, token)}
      </div>
      ${filters(list)} ${!complete && html`<p class="notice">${labels.incomplete}</p>`}
      ${
        found.length > 0
          ? peopleTable(found, list.schemaIds.length > 1, now)
          : isFiltered
            ? empty(labels.notFound, labels.notFoundHint)
            : empty(labels.nobody, labels.nobodyHint)
      }
      ${pager(
        query.after && urlOf('/people', parameters),
        next === undefined ? undefined : urlOf('/people', { ...parameters, after: next }),
      )}`,
  }
}

/** A link to the page of a form, for who may send it. */
const link = (path: string, text: string, token: FormToken): Html | false =>
  token.may(path) && html`<a class="button button-secondary" href="${urlOf(path)}">${text}</a>`

/** `withSchema`: there are several schemas. */
export const peopleTable = (found: readonly Found[], withSchema: boolean, now: Timestamp): Html =>
  table(
    labels.caption,
    [
      {
        label: labels.person,
        cell: ({ account }: Found) => personLink(account.identity.id, account),
      },
      {
        label: labels.state,
        cell: ({ account }) =>
          account.identity.state === 'active'
            ? badge('good', texts.states.active)
            : badge('bad', texts.states.inactive),
      },
      ...(withSchema
        ? [
            {
              label: labels.schema,
              cell: ({ account }: Found) => account.identity.schemaId,
              isMinor: true,
            },
          ]
        : []),
      {
        label: labels.lastSignIn,
        cell: ({ lastSignInAt }) => ago(lastSignInAt, now),
        isMinor: true,
      },
      {
        label: labels.created,
        cell: ({ account }) => ago(account.identity.createdAt, now),
        isMinor: true,
      },
    ],
    found,
  )

function personLink(id: string, account: Found['account']): Html {
  const title = titleOf(account),
    identifier = identifierOf(account)
  return html`<a href="${urlOf(`/people/${id}`)}">${breakable(title)}</a
    >${
      identifier !== undefined &&
      identifier !== title &&
      html`<span class="sub">${breakable(identifier)}</span>`
    }`
}

function filters({ query, schemaIds }: PeopleList): Html {
  const { words, state, schemaId, sort } = query
  const any = ['', texts.filter.any] as const
  return html`<form class="filters" method="get" action="${urlOf('/people')}">
    ${words !== '' && html`<input type="hidden" name="q" value="${words}" />`}
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
    <button class="button button-secondary">${texts.filter.apply}</button>
    ${
      (words !== '' || state !== undefined || schemaId !== undefined || sort !== defaultSort) &&
      html`<a class="plain" href="${urlOf('/people')}">${texts.filter.reset}</a>`
    }
  </form>`
}
