// Admin routes for the tokens of the admin API.
import type { Core } from '#core.ts'
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { ApiToken } from '#operators/api-token-store.ts'
import type { NewApiToken } from '#operators/api-tokens.ts'
import { roles } from '#operators/role.ts'
import { badRequest, fieldsOf, jsonOf, oneOf, textField, timeOf } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'

const facts = {
  id: text,
  name: text,
  role: choice(...roles),
  created_at: text,
  created_by: text,
  'expires_at?': text,
  'last_used_at?': text,
}
const error = ref('errorGeneric')
const path = '/tokens'
const tag = 'tokens'

/** The routes of the tokens. */
export const tokenRoutes = ({ apiTokens }: Pick<Core, 'apiTokens'>): readonly Route[] => [
  route(
    'POST',
    path,
    readToken,
    apiTokens.create,
    ({ token, secret }) => json(201, { ...presentToken(token), token: secret }),
    {
      document: {
        id: 'createApiToken',
        summary: 'Make a token of the admin API, which is shown this once',
        tag,
        body: object({ name: text, role: choice(...roles), 'expires_at?': text }),
        responses: { 201: object({ ...facts, token: text }), 400: error },
      },
    },
  ),
  route(
    'GET',
    path,
    () => undefined,
    apiTokens.list,
    (all) => json(200, all.map(presentToken)),
    {
      document: {
        id: 'listApiTokens',
        summary: 'The tokens of the admin API, without their secrets',
        tag,
        responses: { 200: list(object(facts)) },
      },
    },
  ),
  route('DELETE', `${path}/:id`, readId, apiTokens.revoke, () => nothing(204), {
    document: {
      id: 'revokeApiToken',
      summary: 'Revoke a token, at once',
      tag,
      responses: { 204: 'Revoked', 404: error },
    },
  }),
]

const readId = ({ params }: Request): { readonly id: string } => ({ id: params['id'] ?? '' })

/** Throws Refusal for an invalid body. */
function readToken({ body }: Request): NewApiToken {
  const fields = fieldsOf(jsonOf(body), ['name', 'role', 'expires_at'])
  const name = textField(fields, 'name'),
    role = oneOf(fields, 'role', roles)
  if (name === undefined || role === undefined) throw badRequest('name and role must be given.')
  return { name, role, expiresAt: timeOf(fields, 'expires_at') }
}

/** A token as JSON, without its secret. */
export const presentToken = ({
  id,
  name,
  role,
  createdAt,
  createdBy,
  expiresAt,
  lastUsedAt,
}: ApiToken) => ({
  id,
  name,
  role,
  created_at: toRfc3339(createdAt),
  created_by: createdBy,
  ...(expiresAt === undefined ? {} : { expires_at: toRfc3339(expiresAt) }),
  ...(lastUsedAt === undefined ? {} : { last_used_at: toRfc3339(lastUsedAt) }),
})
