// The deletion of accounts: by administrators, and by people of their own.
import type { Core } from '#core.ts'
import type { Begun } from '#flow/deletions.ts'
import { json, nothing } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Deletion } from '#identity/deletion-store.ts'
import { flag, list, text } from '#lib/json-schema.ts'
import { toRfc3339 } from '#lib/time.ts'
import { fieldsOf, jsonOf, textField, valueOf } from '../shared/fields.ts'
import { object, ref } from '../shared/json-schema.ts'
import { guardForgery, type AccountCsrf } from './own-account.ts'

const deletion = object({
  id: text,
  identity_id: text,
  requested_by: text,
  requested_at: text,
  due_at: text,
})
const error = ref('errorGeneric')
const path = '/identities/:id/deletion'
const tag = 'deletion of accounts'

export const deletionRoutes = ({ deletions }: Pick<Core, 'deletions'>): readonly Route[] => [
  route('POST', path, readId, deletions.begin, answerBegun, {
    role: 'admin',
    document: {
      id: 'beginDeletion',
      summary: 'Delete an account after the time in which its owner can keep it by signing in',
      tag,
      responses: {
        200: deletion,
        204: 'Deleted: there is no time to wait',
        404: error,
        409: error,
      },
    },
  }),
  route('GET', path, readId, deletions.find, (found) => json(200, present(found)), {
    document: {
      id: 'getDeletion',
      summary: 'The deletion of an account that waits',
      tag,
      responses: { 200: deletion, 404: error },
    },
  }),
  route('DELETE', path, readId, deletions.cancel, () => nothing(204), {
    role: 'support',
    document: {
      id: 'cancelDeletion',
      summary: 'Keep the account',
      tag,
      responses: { 204: 'Cancelled', 404: error },
    },
  }),
  route(
    'GET',
    '/deletions',
    readPage,
    deletions.list,
    ({ deletions: found, more }) => {
      const last = found.at(-1)
      return json(200, {
        deletions: found.map(present),
        ...(more && last ? { next: `${last.dueAt}~${last.identityId}` } : {}),
      })
    },
    {
      document: {
        id: 'listDeletions',
        summary: 'The accounts that are to be deleted, soonest first',
        tag,
        query: { after: text },
        responses: { 200: object({ deletions: list(deletion), 'next?': text }) },
      },
    },
  ),
]

/** Of the person whose session comes along. */
export const ownDeletionRoutes = ({
  leaving,
  csrf,
}: Pick<Core, 'leaving'> & {
  readonly csrf: AccountCsrf
}): readonly Route[] => [
  route(
    'POST',
    '/deletion',
    readLeaving,
    ({ csrfToken, ...input }, caller) => {
      guardForgery(csrf, caller, csrfToken)
      return leaving.leave(input, caller)
    },
    answerBegun,
    {
      document: {
        id: 'deleteOwnAccount',
        summary:
          'Delete the account of the session, which must have been confirmed lately; signing in before ' +
          '`due_at` keeps it',
        tag,
        body: object({ confirm: flag, 'csrf_token?': text }),
        responses: {
          200: deletion,
          204: 'Deleted: there is no time to wait',
          400: error,
          401: error,
          403: error,
          404: error,
          409: error,
        },
      },
    },
  ),
]

const readId = ({ params }: Request): { readonly id: string } => ({ id: params['id'] ?? '' })

function readLeaving({ body }: Request) {
  const fields = fieldsOf(body.kind === 'none' ? {} : jsonOf(body), ['confirm', 'csrf_token'])
  return {
    isConfirmed: valueOf(fields, 'confirm') === true,
    csrfToken: textField(fields, 'csrf_token'),
  }
}

const mostListed = 250

function readPage({ query }: Request) {
  const [, dueAt, identityId] = /^(\d{1,15})~(.+)$/.exec(String(query['after'] ?? '')) ?? []
  return dueAt === undefined || identityId === undefined
    ? { limit: mostListed }
    : { limit: mostListed, after: { dueAt: Number(dueAt), identityId } }
}

const answerBegun = (begun: Begun) =>
  begun.kind === 'erased' ? nothing(204) : json(200, present(begun.deletion))

const present = ({ id, identityId, requestedBy, requestedAt, dueAt }: Deletion) => ({
  id,
  identity_id: identityId,
  requested_by: requestedBy,
  requested_at: toRfc3339(requestedAt),
  due_at: toRfc3339(dueAt),
})
