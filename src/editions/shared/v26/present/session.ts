import { toRfc3339 } from '#lib/time.ts'
import type { AuthenticationMethod, Session } from '#session/session.ts'
import type { Shape } from '../shape.ts'
import type { WireIdentity, WireSession } from '../wire.ts'

/** `active`: whether the session is valid now. */
export function presentSession(
  session: Session,
  active: boolean,
  identity: WireIdentity | null,
  { upstreamProof }: Pick<Shape, 'upstreamProof'>,
): WireSession {
  return {
    id: session.id,
    active,
    expires_at: toRfc3339(session.expiresAt),
    authenticated_at: toRfc3339(session.authenticatedAt),
    authenticator_assurance_level: session.aal,
    authentication_methods: session.methods.map((one) => ({
      method: one.method,
      aal: one.aal,
      completed_at: toRfc3339(one.completedAt),
      ...(one.provider === undefined ? {} : { provider: one.provider }),
      ...(one.organization === undefined ? {} : { organization: one.organization }),
      ...(upstreamProof ? upstreamOf(one) : {}),
    })),
    issued_at: toRfc3339(session.issuedAt),
    identity,
    devices: session.devices.map((one) => ({
      id: one.id,
      ip_address: one.ipAddress,
      user_agent: one.userAgent,
      location: one.location,
    })),
  }
}

const upstreamOf = ({ upstreamAcr, upstreamAmr }: AuthenticationMethod) => ({
  ...(upstreamAcr === undefined ? {} : { upstream_acr: upstreamAcr }),
  ...(upstreamAmr === undefined ? {} : { upstream_amr: upstreamAmr }),
})
