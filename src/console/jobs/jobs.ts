// Work on many people: asking for it, watching it, stopping it.
import { redirect } from '#http/reply.ts'
import { queryValue, queryValues, type Request, type Route } from '#http/route.ts'
import { kindsOfJobs, type JobSelection } from '#jobs/job.ts'
import { isUuid } from '#lib/uuid.ts'
import type { ConsoleParts } from '../parts.ts'
import { readFilter, searchOf } from '../people/read.ts'
import { readId, readOne } from '../read.ts'
import { refusals, Refused } from '../refusals.ts'
import { consolePath } from '../form-token.ts'
import { bySupport, whenFresh, type Rows, type Sent } from '../routes.ts'
import { confirmView, type Asked } from './confirm.ts'
import { jobView, jobsView } from './view.ts'

const path = '/jobs'
const pageSize = 50
/** How many people are named before it is done. */
const mostNamed = 5

export function jobsRoutes({ core, clock }: ConsoleParts, rows: Rows): readonly Route[] {
  const { jobs, identitySearch, administration } = core

  async function asked({ kind, ids, who, filter }: ReturnType<typeof readAsked>): Promise<Asked> {
    if (kind === undefined || (who !== 'all' && ids.length === 0)) return { kind: 'nothing' }
    if (who !== 'all') {
      const named = ids.slice(0, mostNamed)
      const { accounts } = await administration.list({ ids: named }, { limit: mostNamed })
      return { kind: 'people', what: kind, ids, accounts, count: ids.length }
    }
    const { found, count } = await identitySearch.find({
      search: searchOf(filter),
      order: { by: 'created_at', descending: true },
      page: { limit: mostNamed },
      count: 'exact',
    })
    if (found.length === 0) return { kind: 'nothing' }
    const accounts = found.map(({ account }) => account)
    return { kind: 'people', what: kind, filter, accounts, count: count?.value ?? 0 }
  }

  return [
    rows.page(
      path,
      (request) => {
        const after = queryValue(request, 'after') ?? ''
        return isUuid(after) ? after : undefined
      },
      async (after) => ({ ...(await jobs.list({ limit: pageSize, after })), after, now: clock() }),
      jobsView,
    ),
    rows.page(`${path}/new`, readAsked, asked, confirmView, whenFresh),
    rows.page(`${path}/:id`, readId, jobs.find, jobView),
    // NOTE who may do it to one person is asked for each kind by the action
    rows.form(path, readJob, jobs.begin, ({ id }) => redirect(303, `${consolePath}${path}/${id}`), {
      ...bySupport,
      ...whenFresh,
    }),
    rows.form(
      `${path}/:id/cancel`,
      (_sent, request) => readId(request),
      jobs.cancel,
      ({ id }) => redirect(303, `${consolePath}${path}/${id}`),
      bySupport,
    ),
  ]
}

const readAsked = (request: Request) => ({
  kind: readOne(request, 'kind', kindsOfJobs),
  who: readOne(request, 'who', ['chosen', 'all']),
  ids: [...new Set(queryValues(request, 'id').filter(isUuid))],
  filter: readFilter((name) => queryValue(request, name)),
})

/** Throws Refusal for a form that says nothing of what is to be done, or to whom. */
function readJob(sent: Sent) {
  const kind = kindsOfJobs.find((one) => one === sent.text('kind'))
  if (kind === undefined) throw new Refused('bad-request', refusals.noJob)
  const selection: JobSelection =
    sent.text('who') === 'all'
      ? { search: searchOf(readFilter(sent.text)) }
      : { ids: sent.text('ids').split(' ').filter(isUuid) }
  return { kind, selection }
}
