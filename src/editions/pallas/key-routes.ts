// The public keys of session JWTs as a JWK Set (RFC 7517), for services that verify them.
import { json } from '#http/reply.ts'
import { route, type Route } from '#http/route.ts'
import { anything, list } from '#lib/json-schema.ts'
import type { Tokenizer } from '#session/tokenizer.ts'
import { object } from '../shared/json-schema.ts'

/** The route of the public keys. */
export const keyRoutes = ({ publicKeys }: Pick<Tokenizer, 'publicKeys'>): readonly Route[] => [
  route(
    'GET',
    '/jwks.json',
    () => undefined,
    publicKeys,
    (set) => ({ ...json(200, set), headers: { 'cache-control': 'public, max-age=300' } }),
    {
      document: {
        id: 'getTokenKeys',
        summary: 'The public keys with which tokens made of sessions are verified',
        tag: 'tokens',
        responses: { 200: object({ keys: list(anything) }) },
      },
    },
  ),
]
