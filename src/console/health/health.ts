// Liveness and readiness with their reasons, and what the process knows of itself.
import type { Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { countText, mostCounted } from '../count.ts'
import type { Rows } from '../routes.ts'
import type { Backlog } from './facts.ts'
import { healthView } from './view.ts'

export function healthPageRoutes({ core, facts }: ConsoleParts, rows: Rows): readonly Route[] {
  const page = { limit: mostCounted }

  async function backlog(): Promise<Backlog> {
    const [queued, abandoned, calls, callsGivenUp, search] = await Promise.all([
      core.messages.list({ status: 'queued' }, page),
      core.messages.list({ status: 'abandoned' }, page),
      core.outbox.list({ status: 'queued' }, page),
      core.outbox.list({ status: 'abandoned' }, page),
      core.identitySearch.find({
        search: {},
        order: { by: 'created_at', descending: true },
        page: { limit: 1 },
        count: 'none',
      }),
    ])
    const counted = ({ shown, last }: { shown: readonly unknown[]; last?: unknown }) =>
      countText(shown.length, last !== undefined)
    return {
      messages: counted(queued),
      messagesGivenUp: counted(abandoned),
      oldestAt: queued.shown.at(-1)?.message.createdAt,
      calls: counted(calls),
      callsGivenUp: counted(callsGivenUp),
      searchIsComplete: search.complete,
    }
  }

  return [
    rows.page(
      '/health',
      () => undefined,
      async () => {
        const known = await facts()
        // NOTE a database that does not answer is no reason to show nothing
        const isThere = known.database.answeredInMs !== undefined
        return { facts: known, backlog: isThere ? await backlog() : undefined }
      },
      healthView,
    ),
  ]
}
