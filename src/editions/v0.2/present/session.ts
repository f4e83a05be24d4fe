import type { Identity } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import type { WireSession } from '../wire.ts'
import { presentIdentity, type IdentityView } from './identity.ts'

export function presentSession(
  { id, expiresAt, authenticatedAt, issuedAt }: Session,
  identity: Identity,
  view: IdentityView,
): WireSession {
  return {
    sid: id,
    expires_at: toRfc3339(expiresAt),
    authenticated_at: toRfc3339(authenticatedAt),
    issued_at: toRfc3339(issuedAt),
    identity: presentIdentity(identity, view),
  }
}
