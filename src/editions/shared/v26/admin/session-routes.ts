// Admin routes for sessions.
import { json, nothing, type Reply } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { badRequest } from '../../fields.ts'
import { keyPageHeaders, readKeyPage, type KeyList, type KeyPage } from '../../key-pages.ts'
import { offsetPageHeaders, readOffsetPage, type OffsetPage } from '../../offset-pages.ts'
import { adminDocumentOf } from '../documents-admin.ts'
import type { AdminRouteParts } from './parts.ts'
import { presentBriefly, presentIdentity } from '../present/identity.ts'
import { presentSession } from '../present/session.ts'
import type { WireIdentity, WireSession } from '../wire.ts'
import { readActive, readExpand, readUuid, type Expand } from './read-list.ts'

type AllSessions = {
  readonly page: KeyPage
  readonly active: boolean | undefined
  readonly expand: Expand
}
type SessionsOf = {
  readonly id: string
  readonly page: OffsetPage
  readonly active: boolean | undefined
  readonly path: string
}

/** The session routes. */
export function sessionRoutes(parts: AdminRouteParts): readonly Route[] {
  const { sessionAdministration: sessions } = parts.core
  const list: KeyList = {
    name: 'sessions',
    defaultLimit: 250,
    maxLimit: 1000,
    pageTokens: parts.pageTokens,
  }

  const withAdminMetadata = (shown: WireIdentity, { identity }: SessionWithIdentity) =>
    parts.shape.adminMetadataInSessions
      ? { ...shown, metadata_admin: identity.metadataAdmin }
      : shown
  const present = (found: SessionWithIdentity, expand: Expand): WireSession => {
    const shown = presentSession(
      found.session,
      sessions.isActive(found),
      expand.identity
        ? withAdminMetadata(presentIdentity(found.identity, parts.places().publicUrl), found)
        : null,
      parts.shape,
    )
    return expand.devices ? shown : { ...shown, devices: [] }
  }
  const answerAll = ({
    sessions: found,
    more,
    page,
    expand,
  }: AllSessions & {
    readonly sessions: readonly SessionWithIdentity[]
    readonly more: boolean
  }): Reply => {
    const last = more ? found.at(-1)?.session : undefined
    return json(
      200,
      found.map((one) => present(one, expand)),
      {
        headers: keyPageHeaders(
          parts.listPath('/sessions'),
          page,
          last && `${last.issuedAt}:${last.id}`,
          list,
        ),
      },
    )
  }
  const answerOf = ({
    sessions: found,
    total,
    page,
    path,
    active,
  }: SessionsOf & {
    readonly sessions: readonly SessionWithIdentity[]
    readonly total: number
  }): Reply =>
    json(
      200,
      found.map((one) =>
        presentSession(
          one.session,
          sessions.isActive(one),
          withAdminMetadata(presentBriefly(one.identity), one),
          parts.shape,
        ),
      ),
      {
        headers: offsetPageHeaders(
          path,
          page,
          total,
          parts.pageTokens,
          active === undefined ? {} : { active: String(active) },
        ),
      },
    )

  return [
    route(
      'GET',
      '/sessions',
      (request): AllSessions => ({
        page: readKeyPage(request, list),
        active: readActive(request),
        expand: readExpand(request),
      }),
      async (input) => ({ ...input, ...(await sessions.list(input.active, keyOf(input.page))) }),
      answerAll,
      adminDocumentOf('listSessions'),
    ),

    route(
      'GET',
      '/sessions/:id',
      (request) => ({ id: readUuid(request), expand: readExpand(request) }),
      async ({ id, expand }) => present(await sessions.find(id), expand),
      (session) => json(200, session),
      adminDocumentOf('getSession'),
    ),

    route(
      'PATCH',
      '/sessions/:id/extend',
      readUuid,
      async (id) =>
        parts.flags().fasterSessionExtend
          ? extendWithoutBody(parts, id)
          : present(await sessions.extend(id), { identity: true, devices: false }),
      (session) => (session === undefined ? nothing(204) : json(200, session)),
      { ...adminDocumentOf('extendSession'), role: 'support' },
    ),

    route(
      'DELETE',
      '/sessions/:id',
      readUuid,
      sessions.disable,
      () => nothing(204, { headers: { 'content-type': 'application/json' } }),
      { ...adminDocumentOf('disableSession'), role: 'support' },
    ),

    route(
      'GET',
      '/identities/:id/sessions',
      (request): SessionsOf => readSessionsOf(parts, request),
      async (input) => ({
        ...input,
        ...(await sessions.listOf(input.id, input.active, input.page)),
      }),
      answerOf,
      adminDocumentOf('listIdentitySessions'),
    ),

    route('DELETE', '/identities/:id/sessions', readUuid, sessions.deleteOf, () => nothing(204), {
      ...adminDocumentOf('deleteIdentitySessions'),
      role: 'support',
    }),
  ]
}

/**
 * Extends a session if it may be extended yet; the response is 204 in both cases. Throws
 * `Refusal('not-found')` for a session that is not valid.
 */
async function extendWithoutBody(
  { core: { sessionAdministration } }: AdminRouteParts,
  id: string,
): Promise<undefined> {
  await sessionAdministration.extendWhenDue(id)
  return undefined
}

function readSessionsOf({ pageTokens, listPath }: AdminRouteParts, request: Request): SessionsOf {
  const id = readUuid(request)
  return {
    id,
    page: readOffsetPage(request, pageTokens, 1),
    active: readActive(request),
    path: listPath(`/identities/${id}/sessions`),
  }
}

function keyOf({ limit, after }: KeyPage): {
  readonly limit: number
  readonly after?: { readonly issuedAt: number; readonly id: string }
} {
  if (after === undefined) return { limit }
  const [, issuedAt, id] = /^(\d+):([0-9a-f-]+)$/.exec(after) ?? []
  if (issuedAt === undefined || id === undefined)
    throw badRequest('The page token is not one that was given out for this list.')
  return { limit, after: { issuedAt: Number(issuedAt), id } }
}
