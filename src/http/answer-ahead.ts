// Requests that are answered before their route is asked.
import type { FastifyRequest } from 'fastify'
import { Refusal } from '#errors/refusal.ts'
import { isPrefetch } from './fetch-metadata.ts'
import { nothing, type Reply } from './reply.ts'
import type { GetChange, Request, Route } from './route.ts'

/**
 * The answer to a HEAD of a route whose GET changes something. Throws Refusal for a prefetch.
 * Programs that look at links send these: they must not do what the person would.
 */
export function answerAhead(
  { method, headers, query }: FastifyRequest,
  route: Route,
): Reply | undefined {
  const { getChanges } = route.options
  if (getChanges === undefined || (getChanges === 'sent-code' && changesNothing(route, query)))
    return undefined
  if (method === 'HEAD' && !changesNothing(route, query)) return nothing(200)
  if (method === 'GET' && isPrefetch(headers))
    throw new Refusal('unavailable', {
      reason: 'This address is there to be opened by its person, not to be fetched ahead.',
    })
  return undefined
}

/** What the query must have, where a GET changes something for some queries only. */
const changingQuery: Partial<Record<GetChange, string>> = {
  'empty-form': 'flow',
  'sent-code': 'aal',
}

const changesNothing = ({ options }: Route, query: unknown): boolean => {
  const needed = options.getChanges && changingQuery[options.getChanges]
  return needed !== undefined && (query as Request['query'])[needed] === undefined
}
