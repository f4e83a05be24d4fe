// What the audit trail has about a person and by the person.
import type { AuditPage } from '#audit/administration.ts'
import type { ChainedEntry } from '#audit/entry.ts'
import { queryValue, type Route } from '#http/route.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Timestamp } from '#lib/time.ts'
import { html } from '#pages/html.ts'
import { namesIn } from '../../audit/names.ts'
import type { PeopleNames } from '../../people/link.ts'
import { auditTable } from '../../audit/view.ts'
import type { ConsolePage } from '../../document.ts'
import { mergeParts } from '../../merge.ts'
import type { ConsoleParts } from '../../parts.ts'
import { readId, readOne } from '../../read.ts'
import type { Rows } from '../../routes.ts'
import { choice, empty, pager, urlOf } from '../../tags.ts'
import { texts as consoleTexts } from '../../texts.ts'
import { personPage, personPath } from '../frame.ts'
import { texts } from './texts.ts'

const pageSize = 50
const shows = ['about', 'by'] as const
type Show = (typeof shows)[number]

type Activity = {
  readonly account: Account
  readonly show: Show | undefined
  readonly shown: readonly ChainedEntry[]
  readonly names: PeopleNames
  readonly isFirst: boolean
  readonly next: string | undefined
  readonly now: Timestamp
}

export function activityRoutes({ core, audit, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  const filters = (id: string) => ({ about: { targetId: id }, by: { actor: id } })
  return [
    rows.page(
      '/people/:id/activity',
      (request) => ({
        ...readId(request),
        show: readOne(request, 'show', shows),
        after: queryValue(request, 'after'),
      }),
      async ({ id, show, after }): Promise<Activity> => {
        const account = await core.administration.find(id)
        const pages = await Promise.all(
          (show === undefined ? shows : [show]).map((one) =>
            audit.list(filters(id)[one], { limit: pageSize, after }),
          ),
        )
        const { shown, more } = mergeParts(pages.map(partOf), pageSize, newestFirst)
        return {
          account,
          show,
          shown,
          names: await namesIn(shown, core),
          isFirst: after === undefined,
          next: more ? shown.at(-1)?.id : undefined,
          now: clock(),
        }
      },
      view,
    ),
  ]
}

const partOf = ({ shown, last }: AuditPage) => ({ shown, more: last !== undefined })
// NOTE ids of entries are in the order of time
const newestFirst = (one: ChainedEntry, other: ChainedEntry) => (one.id < other.id ? 1 : -1)

function view({ account, show, shown, names, isFirst, next, now }: Activity): ConsolePage {
  const { id } = account.identity
  const path = personPath(id, 'activity')
  return personPage(
    account,
    'activity',
    html`<form class="filters" method="get" action="${urlOf(path)}">
        ${choice(
          'show',
          texts.show,
          [['', texts.shows.all], ...shows.map((one) => [one, texts.shows[one]] as const)],
          show,
        )}
        <button class="button button-secondary">${consoleTexts.filter.apply}</button>
        <a class="plain" href="${urlOf('/audit', { target: id })}">${texts.trail}</a>
      </form>
      ${shown.length > 0 ? auditTable(shown, names, now) : empty(texts.none, texts.noneHint)}
      ${pager(
        isFirst ? undefined : urlOf(path, { show }),
        next === undefined ? undefined : urlOf(path, { show, after: next }),
      )}`,
  )
}
