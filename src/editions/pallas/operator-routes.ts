// Admin routes for the people who look after others.
import type { Core } from '#core.ts'
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Operator } from '#operators/operator-store.ts'
import { roles } from '#operators/role.ts'
import { badRequest, fieldsOf, jsonOf, oneOf, uuidOf } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'

const operator = object({
  identity_id: text,
  role: choice(...roles),
  created_at: text,
  created_by: text,
})
const error = ref('errorGeneric')
const path = '/operators'
const tag = 'operators'

/** The routes of the operators. */
export const operatorRoutes = ({ operators }: Pick<Core, 'operators'>): readonly Route[] => [
  route('POST', path, readOperator, operators.add, (added) => json(200, presentOperator(added)), {
    document: {
      id: 'addOperator',
      summary: 'Give somebody with an account here a role, in place of the one they have',
      tag,
      body: object({ identity_id: text, role: choice(...roles) }),
      responses: { 200: operator, 400: error, 404: error, 409: error },
    },
  }),
  route(
    'GET',
    path,
    () => undefined,
    operators.list,
    (all) => json(200, all.map(presentOperator)),
    {
      document: {
        id: 'listOperators',
        summary: 'The people with a role',
        tag,
        responses: { 200: list(operator) },
      },
    },
  ),
  route('DELETE', `${path}/:id`, readId, operators.remove, () => nothing(204), {
    document: {
      id: 'removeOperator',
      summary: 'Take the role from somebody, who keeps the account',
      tag,
      responses: { 204: 'Removed', 404: error, 409: error },
    },
  }),
]

const readId = ({ params }: Request) => ({ identityId: (params['id'] ?? '').toLowerCase() })

/** Throws Refusal for an invalid body. */
function readOperator({ body }: Request) {
  const fields = fieldsOf(jsonOf(body), ['identity_id', 'role'])
  const identityId = uuidOf(fields, 'identity_id'),
    role = oneOf(fields, 'role', roles)
  if (identityId === undefined || role === undefined)
    throw badRequest('identity_id and role must be given.')
  return { identityId, role }
}

/** An operator as JSON. */
export const presentOperator = ({ identityId, role, createdAt, createdBy }: Operator) => ({
  identity_id: identityId,
  role,
  created_at: toRfc3339(createdAt),
  created_by: createdBy,
})
