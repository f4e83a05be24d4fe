// The admin route of what the process knows of itself.
import { json } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { choice, flag, list, mapOf, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Counted, HealthFacts } from '#telemetry/health-facts.ts'
import { int64, object, time, type Schema } from '../shared/json-schema.ts'

const number: Schema = { type: 'number' }
const counted = object({ count: int64, is_more: flag })

const health = object({
  at: time,
  version: text,
  node: text,
  problems: mapOf(text),
  clock_ahead_ms: number,
  process: object({
    id: int64,
    cores: int64,
    started_at: time,
    busy: number,
    memory_bytes: int64,
    heap_bytes: int64,
    hashes_in_flight: int64,
    works_in_background: flag,
  }),
  database: object({
    kind: text,
    'answered_in_ms?': number,
    'clock_ahead_ms?': number,
    migrations: list(object({ name: text, state: choice('applied', 'begun', 'pending') })),
  }),
  'disk?': object({ free_bytes: int64, database_bytes: int64 }),
  'backlog?': object({
    messages: counted,
    messages_given_up: counted,
    'oldest_message_at?': time,
    calls: counted,
    calls_given_up: counted,
    search_complete: flag,
  }),
  providers: list(object({ id: text, url: text, 'fault?': text })),
  'keys?': object({ configured: int64, examined: int64, older: int64, unreadable: int64 }),
})

/** The route of the facts. */
export const healthFactsRoutes = ({
  facts,
}: {
  readonly facts: () => Promise<HealthFacts>
}): readonly Route[] => [
  route(
    'GET',
    '/health',
    () => undefined,
    facts,
    (found) => json(200, presentHealth(found)),
    {
      document: {
        id: 'getHealth',
        summary:
          'What the process knows of itself, its database, disk, queues, providers and keys; ' +
          '`pallas doctor --running` judges it',
        tag: 'health',
        responses: { 200: health },
      },
    },
  ),
]

const presentCounted = ({ count, isMore }: Counted) => ({ count, is_more: isMore })

/** The facts as JSON; a member without a value is left out. */
export const presentHealth = ({ database, disk, backlog, keys, ...facts }: HealthFacts) => ({
  at: toRfc3339(facts.at),
  version: facts.version,
  node: facts.node,
  problems: facts.problems,
  clock_ahead_ms: facts.aheadMs,
  process: {
    id: facts.process.id,
    cores: facts.process.cores,
    started_at: toRfc3339(facts.process.startedAt),
    busy: facts.process.busy,
    memory_bytes: facts.process.memoryBytes,
    heap_bytes: facts.process.heapBytes,
    hashes_in_flight: facts.process.hashesInFlight,
    works_in_background: facts.process.worksInBackground,
  },
  database: {
    kind: database.kind,
    answered_in_ms: database.answeredInMs,
    clock_ahead_ms: database.aheadMs,
    migrations: database.migrations.map(({ name, state }) => ({ name, state })),
  },
  disk: disk && { free_bytes: disk.freeBytes, database_bytes: disk.databaseBytes },
  backlog: backlog && {
    messages: presentCounted(backlog.messages),
    messages_given_up: presentCounted(backlog.messagesGivenUp),
    oldest_message_at: backlog.oldestAt === undefined ? undefined : toRfc3339(backlog.oldestAt),
    calls: presentCounted(backlog.calls),
    calls_given_up: presentCounted(backlog.callsGivenUp),
    search_complete: backlog.searchIsComplete,
  },
  providers: facts.providers.map(({ id, url, fault }) => ({ id, url, fault })),
  keys,
})

/** The answer of the API. */
export type PresentedHealth = ReturnType<typeof presentHealth>
