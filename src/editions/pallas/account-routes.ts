// What people do with their own account, besides what editions have: public routes of this server's own
// API, with a session token or a session cookie.
import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import { json } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import { anything, flag, text } from '#lib/json-schema.ts'
import { toRfc3339, type Clock } from '#lib/time.ts'
import type { DataExport } from '#personal-data/export-store.ts'
import { fieldsOf, jsonOf, textField, valueOf, badRequest } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { guardForgery, tokenFor, type AccountCsrf } from './own-account.ts'

export type AccountParts = {
  readonly core: Pick<Core, 'personalData'>
  readonly csrf: AccountCsrf
  readonly clock: Clock
}

const error = ref('errorGeneric')
const path = '/export'
const tag = 'personal data'

const state = object({
  state: text,
  'credentials?': flag,
  'requested_at?': text,
  'expires_at?': text,
  'csrf_token?': text,
})

export const accountRoutes = ({
  core: { personalData },
  csrf,
  clock,
}: AccountParts): readonly Route[] => [
  route(
    'GET',
    path,
    () => undefined,
    personalData.latest,
    (latest, caller) =>
      json(200, {
        ...present(latest),
        ...tokenFor(csrf, caller),
      }),
    {
      issuesCsrf: true,
      document: {
        id: 'getPersonalDataExport',
        summary: 'The state of the export of what is held about the person of the session',
        tag,
        responses: { 200: state, 401: error, 403: error, 404: error },
      },
    },
  ),
  route(
    'POST',
    path,
    readWanted,
    async ({ csrfToken, ...wanted }, caller) => {
      guardForgery(csrf, caller, csrfToken)
      const asked = await personalData.request(wanted, caller)
      if (asked.kind === 'runs')
        throw new Refusal('conflict', { reason: 'The file is being made already.' })
      if (asked.kind === 'too-often')
        throw new Refusal('too-many', {
          reason: 'The data was asked for several times today.',
          remedy: { retryAfterMs: Math.max(0, asked.at - clock()) },
        })
      return asked
    },
    (asked) =>
      asked.kind === 'file'
        ? {
            status: 200,
            headers: { 'content-disposition': 'attachment; filename="my-data.json"' },
            body: { pieces: asked.pieces, type: 'application/json; charset=utf-8' },
          }
        : json(202, { state: 'making' }),
    {
      document: {
        id: 'exportPersonalData',
        summary:
          'What is held about the person of the session, at once, or by a link in a message when it is much',
        tag,
        body: object({ 'credentials?': flag, 'csrf_token?': text }),
        responses: {
          200: anything,
          202: state,
          400: error,
          401: error,
          403: error,
          404: error,
          409: error,
          429: error,
        },
      },
    },
  ),
]

function readWanted({ body }: Request) {
  const fields = fieldsOf(body.kind === 'none' ? {} : jsonOf(body), ['credentials', 'csrf_token'])
  const credentials = valueOf(fields, 'credentials') ?? false
  const token = textField(fields, 'csrf_token')
  if (typeof credentials !== 'boolean') throw badRequest('credentials must be true or false.')
  return { withCredentials: credentials, csrfToken: token }
}

const present = (latest: DataExport | undefined) =>
  latest === undefined
    ? { state: 'none' }
    : {
        state: latest.state,
        credentials: latest.withCredentials,
        requested_at: toRfc3339(latest.requestedAt),
        ...(latest.state === 'ready' ? { expires_at: toRfc3339(latest.expiresAt) } : {}),
      }
