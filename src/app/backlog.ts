import type { Core } from '#core.ts'
import type { Backlog, Counted } from '#telemetry/health-facts.ts'

/** So many entries are counted, so that the work is the same however long the queues are. */
const mostCounted = 99

const page = { limit: mostCounted }
type Shown = { readonly shown: readonly unknown[]; readonly last?: unknown }
const counted = ({ shown, last }: Shown): Counted => ({
  count: shown.length,
  isMore: last !== undefined,
})

/** Counts the messages and calls that wait, and nothing else. */
export const createWaiting =
  (core: Pick<Core, 'messages' | 'outbox'>) =>
  async (): Promise<Pick<Backlog, 'messages' | 'calls'>> => {
    const [messages, calls] = await Promise.all([
      core.messages.list({ status: 'queued' }, page),
      core.outbox.list({ status: 'queued' }, page),
    ])
    return { messages: counted(messages), calls: counted(calls) }
  }

/** Counts what waits for the background, and what was given up. */
export function createBacklog(
  core: Pick<Core, 'messages' | 'outbox' | 'identitySearch'>,
): () => Promise<Backlog> {
  return async () => {
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
    return {
      messages: counted(queued),
      messagesGivenUp: counted(abandoned),
      oldestAt: queued.shown.at(-1)?.message.createdAt,
      calls: counted(calls),
      callsGivenUp: counted(callsGivenUp),
      searchIsComplete: search.complete,
    }
  }
}
