// Ends many sessions at once.
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { HowToEnd, SessionChoice } from '#session/session-store.ts'
import {
  badRequest,
  fieldsOf,
  isUuid,
  jsonOf,
  listOf,
  oneOf,
  type Fields,
} from '../shared/fields.ts'
import { ref } from '../shared/json-schema.ts'
import type { AdminRouteParts } from '../shared/v26/admin/parts.ts'

const mostIds = 500
const actions = { disable: 'revoke', delete: 'delete' } as const satisfies Record<string, HowToEnd>
const actionNames = Object.keys(actions) as (keyof typeof actions)[]

export const manageSessionsRoute = ({
  core: { sessionAdministration },
}: Pick<AdminRouteParts, 'core'>): Route =>
  route(
    'POST',
    '/sessions',
    readChoice,
    ({ which, how }) => sessionAdministration.endMany(which, how),
    ({ processed, more }) => json(200, { processed, more }),
    {
      role: 'support',
      document: {
        id: 'manageSessions',
        summary:
          'Disable or delete sessions: up to 500 by their ids, or all of up to 500 identities; ' +
          '`*` alone for those of all identities, in steps',
        tag: 'identity',
        body: ref('manageSessionsBody'),
        responses: { 200: ref('manageSessionsResponse'), 400: ref('errorGeneric') },
      },
    },
  )

function readChoice({ body }: Request): { readonly which: SessionChoice; readonly how: HowToEnd } {
  const fields = fieldsOf(jsonOf(body), ['action', 'identities', 'sessions'])
  const action = oneOf(fields, 'action', actionNames)
  if (action === undefined) throw badRequest('action is missing.')
  const identities = idsOf(fields, 'identities'),
    sessions = idsOf(fields, 'sessions')
  if (identities.length > 0 === sessions.length > 0)
    throw badRequest('Either identities or sessions must be given, and have an entry.')
  const isAll = identities.length === 1 && identities[0] === '*'
  if (!isAll && ![...identities, ...sessions].every(isUuid))
    throw badRequest('Every entry must be a UUID; identities may be * alone.')
  const lower = (ids: readonly string[]) => ids.map((id) => id.toLowerCase())
  return {
    how: actions[action],
    which: isAll
      ? 'all'
      : sessions.length > 0
        ? { ids: lower(sessions) }
        : { identityIds: lower(identities) },
  }
}

const idsOf = (fields: Fields, name: string): readonly string[] =>
  listOf(
    fields,
    name,
    (entry, at) => {
      if (typeof entry !== 'string') throw badRequest(`${at} must be text.`)
      return entry
    },
    mostIds,
  ) ?? []
