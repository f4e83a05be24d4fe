import { toRfc3339 } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import type { WireSession } from './wire.ts'

/** `active`: whether the session is valid now. */
export function presentSession<I>(session: Session, active: boolean, identity: I): WireSession<I> {
  return {
    id: session.id,
    active,
    expires_at: toRfc3339(session.expiresAt),
    authenticated_at: toRfc3339(session.authenticatedAt),
    issued_at: toRfc3339(session.issuedAt),
    identity,
  }
}
