// The page that says what will be done, and to how many, before it is.
import type { Account } from '#identity/identity-store.ts'
import type { JobKind } from '#jobs/job.ts'
import { breakable, html } from '#pages/html.ts'
import type { ConsolePage } from '../document.ts'
import { titleOf } from '../people/name.ts'
import { filterParameters, searchOf, type PeopleFilter } from '../people/read.ts'
import type { Context } from '../routes.ts'
import { button, empty, facts, post, urlOf } from '../tags.ts'
import { conditionsOf, kindsFor } from './describe.ts'
import { texts } from './texts.ts'

/** What is asked for: those who are named, or all who match. */
export type Asked =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'people'
      readonly what: JobKind
      readonly ids?: readonly string[]
      readonly filter?: PeopleFilter
      /** Some of them. */
      readonly accounts: readonly Account[]
      readonly count: number
    }

/** What takes nothing away from anybody. */
const harmless: readonly JobKind[] = ['enable', 'send-verification']

export function confirmView(asked: Asked, { token, access }: Context): ConsolePage {
  if (asked.kind === 'nothing' || !kindsFor(access).includes(asked.what))
    return {
      title: texts.title,
      section: 'jobs',
      body: html`<div class="head"><h1>${texts.title}</h1></div>
        ${empty(
          texts.nobody,
          html`${texts.nobodyHint} <a href="${urlOf('/people')}">${texts.back}</a>`,
        )}`,
    }
  const { what, ids, filter, accounts, count } = asked
  const title = texts.confirm(texts.kinds[what], texts.people(count))
  const parameters = filter ? { ...filterParameters(filter), sort: undefined } : {}
  const sent = Object.fromEntries(
    Object.entries({
      ...parameters,
      kind: what,
      ...(filter ? { who: 'all' } : { ids: ids?.join(' ') }),
    }).filter((one): one is [string, string] => Boolean(one[1])),
  )
  return {
    title,
    section: 'jobs',
    body: html`<section class="panel">
      <h1>${title}</h1>
      <p>${texts.leads[what]}</p>
      ${filter && facts(conditionsOf(searchOf(filter)))}
      <ul>
        ${accounts.map((one) => html`<li>${breakable(titleOf(one))}</li>`)}
        ${count > accounts.length && html`<li>${texts.more(count - accounts.length)}</li>`}
      </ul>
      <div class="actions">
        ${post(
          '/jobs',
          token,
          sent,
          button(harmless.includes(what) ? 'primary' : 'danger', texts.begin, texts.kinds[what]),
        )}
        <a class="button button-secondary" href="${urlOf('/people', parameters)}"
          >${texts.leave}</a
        >
      </div>
    </section>`,
  }
}
