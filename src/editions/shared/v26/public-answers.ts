// What the public routes of v26.2 answer about sessions and identity schemas.
import { Refusal } from '#errors/refusal.ts'
import type { Core } from '#core.ts'
import { json, type Reply } from '#http/reply.ts'
import type { IdentitySchema } from '#schema/identity-schema.ts'
import type { WhoAmI } from '#session/own-sessions.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import type { Places } from '../../edition.ts'
import { offsetPageHeaders, type PageTokens } from '../offset-pages.ts'
import { sessionJson } from '../session-json.ts'
import { presentBriefly, presentIdentity } from './present/identity.ts'
import { presentSession } from './present/session.ts'
import type { Shape } from './shape.ts'
import { whoamiHeaders } from '../whoami-headers.ts'

type AnswerParts = {
  readonly core: Pick<Core, 'schemas'>
  readonly places: () => Places
  readonly pageTokens: PageTokens
  readonly shape: Shape
}

/** The session of the caller. */
export const answerWhoami =
  ({ places, shape }: AnswerParts) =>
  (found: WhoAmI): Reply => {
    const { session, identity, cacheForMs, tokenized } = found,
      { publicUrl } = places()
    const present = () => presentSession(session, true, presentIdentity(identity, publicUrl), shape)
    const headers = {
      ...whoamiHeaders(found),
      ...(cacheForMs === undefined
        ? {}
        : { 'ory-session-cache-for': String(Math.floor(cacheForMs / 1000)) }),
    }
    return tokenized === undefined
      ? {
          status: 200,
          body: { jsonText: sessionJson(found, `${shape.sessions} ${publicUrl}`, present) },
          headers,
        }
      : json(200, { ...present(), tokenized }, { headers })
  }

/** A page of the other sessions of the caller. */
export const answerOwnSessions =
  ({ pageTokens, shape }: AnswerParts) =>
  ({
    range,
    total,
    sessions,
  }: {
    range: { limit: number; offset: number }
    total: number
    sessions: readonly SessionWithIdentity[]
  }): Reply =>
    json(
      200,
      sessions.map((one) => presentSession(one.session, true, presentBriefly(one.identity), shape)),
      { headers: offsetPageHeaders('/sessions', range, total, pageTokens) },
    )

/** A page of the identity schemas. */
export const answerSchemas =
  ({ pageTokens }: AnswerParts) =>
  ({
    range,
    all,
  }: {
    range: { limit: number; offset: number }
    all: readonly IdentitySchema[]
  }): Reply =>
    json(
      200,
      all
        .slice(range.offset, range.offset + range.limit)
        .map(({ id, raw }) => ({ id, schema: raw })),
      { headers: offsetPageHeaders('/schemas', range, all.length, pageTokens) },
    )

/** Finds a schema by its id or by the base64url of its id, as in `schema_url`. */
export function findSchema({ core }: AnswerParts, id: string): IdentitySchema {
  const schemas = core.schemas()
  const found = schemas.find(id) ?? schemas.find(Buffer.from(id, 'base64url').toString('utf8'))
  if (!found)
    throw new Refusal('not-found', { reason: 'There is no identity schema with this id.' })
  return found
}
