// Converts a session to the values of its row.
import type { Session } from '#session/session.ts'
import type { TokenHash } from '#session/session-store.ts'
import { toKey } from './text.ts'

/** In the order of sessionRow. */
export const sessionColumns = [
  'id',
  'token_hash',
  'identity_id',
  'active',
  'issued_at',
  'expires_at',
  'authenticated_at',
  'aal',
  'methods',
  'devices',
] as const

export function sessionRow(
  { id, identityId, active, issuedAt, expiresAt, authenticatedAt, aal, methods, devices }: Session,
  token: TokenHash,
): readonly (string | number)[] {
  return [
    toKey(id),
    toKey(token),
    toKey(identityId),
    active ? 1 : 0,
    issuedAt,
    expiresAt,
    authenticatedAt,
    aal,
    JSON.stringify(methods),
    JSON.stringify(devices),
  ]
}
