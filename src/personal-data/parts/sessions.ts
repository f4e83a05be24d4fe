import { toRfc3339 } from '#lib/time.ts'
import { openedBy } from '#session/impersonation.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'
import { allRows, pageRows, type DataPart } from '../part.ts'

/** Sessions with their devices, those that are over as well, as long as they are kept. */
export const sessions: DataPart = {
  name: 'sessions',
  tables: ['sessions'],
  async *many({ account: { identity } }, sources) {
    const rows = allRows<SessionWithIdentity>((last) =>
      sources.sessions.list(
        { identityId: identity.id },
        { limit: pageRows, ...(last === undefined ? {} : { after: last.session }) },
      ),
    )
    for await (const { session } of rows) {
      const support = openedBy(session)
      yield {
        id: session.id,
        active: session.active,
        issued_at: toRfc3339(session.issuedAt),
        expires_at: toRfc3339(session.expiresAt),
        authenticated_at: toRfc3339(session.authenticatedAt),
        authenticator_assurance_level: session.aal,
        methods: session.methods.map(({ method, aal, completedAt, provider, address }) => ({
          method,
          aal,
          completed_at: toRfc3339(completedAt),
          ...(provider === undefined ? {} : { provider }),
          ...(address === undefined ? {} : { address }),
        })),
        devices: session.devices.map(({ ipAddress, userAgent, location, openedBy: other }) =>
          // NOTE the device of somebody of support is not one of the person
          other === undefined
            ? { ip_address: ipAddress, user_agent: userAgent, location }
            : { opened_by: 'support' },
        ),
        ...(support ? { opened_by: { kind: 'support', reason: support.reason } } : {}),
      }
    }
  },
}
