// Admin routes for work on many people.
import type { Core } from '#core.ts'
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { jobStates, kindsOfJobs, mostIds, remainingOf, type Job } from '#jobs/job.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { IdentitySearch } from '#identity/search.ts'
import type { TimeRange } from '#identity/search-store.ts'
import { badRequest, fieldsOf, isUuid, jsonOf, listOf, oneOf, valueOf } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { keyListRoute, type KeyListParts } from './key-list.ts'
import { conditionsOf } from './read-search.ts'
import { searchConditions } from './search-document.ts'

const integer = { type: 'integer' }
const kind = choice(...kindsOfJobs)
const people = { 'ids?': list(text), 'search?': searchConditions }
const job = object({
  id: text,
  kind,
  state: choice(...jobStates),
  ...people,
  requested_by: object({ kind: text, 'id?': text, 'name?': text, right: text }),
  created_at: text,
  'started_at?': text,
  'ended_at?': text,
  'total?': integer,
  done: integer,
  failed: integer,
  'remaining?': integer,
  failures: list(object({ identity_id: text, reason: text })),
  'reason?': text,
})
const error = ref('errorGeneric')
const path = '/jobs'
const tag = 'jobs'

/** The routes of the jobs. */
export function jobRoutes({
  core: { jobs },
  ...parts
}: KeyListParts & { readonly core: Pick<Core, 'jobs'> }): readonly Route[] {
  return [
    // NOTE who may do it to one person is asked for each kind by the action
    route('POST', path, readJob, jobs.begin, (begun) => json(202, presentJob(begun)), {
      role: 'support',
      document: {
        id: 'createJob',
        summary:
          'Do something to many people, in the background: to those who are named, or to all whom ' +
          'a search finds (an empty one: everybody)',
        tag,
        body: object({ kind, ...people }),
        responses: { 202: job, 400: error, 403: error },
      },
    }),
    keyListRoute(
      parts,
      path,
      { read: () => undefined, find: (_all, page) => jobs.list(page), present: presentJob },
      { id: 'listJobs', summary: 'List jobs, newest first', tag, entry: job },
    ),
    route('GET', `${path}/:id`, readId, jobs.find, (found) => json(200, presentJob(found)), {
      document: {
        id: 'getJob',
        summary: 'How far a job is, and what has failed',
        tag,
        responses: { 200: job, 404: error },
      },
    }),
    route(
      'POST',
      `${path}/:id/cancel`,
      readId,
      jobs.cancel,
      (cancelled) => json(200, presentJob(cancelled)),
      {
        role: 'support',
        document: {
          id: 'cancelJob',
          summary: 'Stop a job; what is done stays done',
          tag,
          responses: { 200: job, 403: error, 404: error, 409: error },
        },
      },
    ),
  ]
}

const readId = ({ params }: Request): { readonly id: string } => ({
  id: (params['id'] ?? '').toLowerCase(),
})

/** Throws Refusal for an invalid body. */
function readJob({ body }: Request): Parameters<Core['jobs']['begin']>[0] {
  const fields = fieldsOf(jsonOf(body), ['kind', 'ids', 'search'])
  const wanted = oneOf(fields, 'kind', kindsOfJobs),
    ids = listOf(fields, 'ids', idOf, mostIds),
    search = valueOf(fields, 'search')
  if (wanted === undefined) throw badRequest('kind must be given.')
  if ((ids === undefined) === (search === undefined))
    throw badRequest('One of ids and search must be given.')
  return {
    kind: wanted,
    selection: ids === undefined ? { search: conditionsOf(search, 'search') } : { ids },
  }
}

function idOf(value: unknown, at: string): string {
  if (typeof value !== 'string' || !isUuid(value)) throw badRequest(`${at} must be a UUID.`)
  return value.toLowerCase()
}

/** A job as JSON. */
export const presentJob = (one: Job) => ({
  id: one.id,
  kind: one.kind,
  state: one.state,
  ...('ids' in one.selection
    ? { ids: one.selection.ids }
    : { search: presentSearch(one.selection.search) }),
  requested_by: one.requestedBy,
  created_at: toRfc3339(one.createdAt),
  ...(one.startedAt === undefined ? {} : { started_at: toRfc3339(one.startedAt) }),
  ...(one.endedAt === undefined ? {} : { ended_at: toRfc3339(one.endedAt) }),
  ...(one.total === undefined ? {} : { total: one.total }),
  done: one.done,
  failed: one.failed,
  ...(one.total === undefined ? {} : { remaining: remainingOf(one) }),
  failures: one.failures.map(({ identityId, reason }) => ({ identity_id: identityId, reason })),
  ...(one.reason === undefined ? {} : { reason: one.reason }),
})

/** Conditions as they are sent. */
function presentSearch({
  traits = [],
  metadata = [],
  words,
  state,
  schemaId,
  created,
  updated,
  lastSignIn,
}: IdentitySearch) {
  return {
    ...(words === undefined ? {} : { words }),
    ...(traits.length === 0
      ? {}
      : { traits: traits.map(({ name, match, value }) => ({ name, [match]: value })) }),
    ...(metadata.length === 0
      ? {}
      : {
          metadata: metadata.map(({ in: where, path: at, value }) => ({
            in: where,
            path: at,
            equals: value,
          })),
        }),
    ...(state === undefined ? {} : { state }),
    ...(schemaId === undefined ? {} : { schema_id: schemaId }),
    ...(created === undefined ? {} : { created: presentRange(created) }),
    ...(updated === undefined ? {} : { updated: presentRange(updated) }),
    ...(lastSignIn === undefined
      ? {}
      : { last_sign_in: lastSignIn === 'never' ? lastSignIn : presentRange(lastSignIn) }),
  }
}

const presentRange = ({ from, to }: TimeRange) => ({
  ...(from === undefined ? {} : { from: toRfc3339(from) }),
  ...(to === undefined ? {} : { to: toRfc3339(to) }),
})
