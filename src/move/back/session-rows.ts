// A session as rows of the reference, which has its token in clear.
import type { JsonObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Session } from '#session/session.ts'
import type { KeptSession } from '../kept.ts'
import { methodsOf, withoutPort } from '../sessions.ts'
import { timeOf, utcText } from '../values.ts'
import type { Rows } from './cells.ts'

/** `kept`: what is known of the session as it was there, its token above all. */
export function rowsOfSession(
  { session, kept }: { readonly session: Session; readonly kept: KeptSession },
  network: string,
): Rows {
  const { id, identityId, issuedAt, expiresAt, authenticatedAt, aal } = session
  const owned = { nid: network, identity_id: identityId }
  const at = (name: string) => utcText(timeOf(kept.row[name]) ?? issuedAt, kept.row[name])
  return {
    sessions: [
      {
        ...owned,
        id,
        active: true,
        aal,
        authentication_methods: methodsText(session, kept.row['authentication_methods']),
        token: kept.row['token'] ?? null,
        logout_token: kept.row['logout_token'] ?? null,
        issued_at: utcText(issuedAt, kept.row['issued_at']),
        expires_at: utcText(expiresAt, kept.row['expires_at']),
        authenticated_at: utcText(authenticatedAt, kept.row['authenticated_at']),
        created_at: at('created_at'),
        updated_at: at('updated_at'),
      },
    ],
    session_devices: unlike(session.devices).map((device) => {
      const before = kept.devices.get(device.id)
      const time = (name: string) => utcText(timeOf(before?.[name]) ?? issuedAt, before?.[name])
      const address = before?.['ip_address']
      return {
        ...owned,
        id: device.id,
        session_id: id,
        ip_address:
          address !== undefined && withoutPort(address) === device.ipAddress
            ? address
            : device.ipAddress,
        user_agent: device.userAgent,
        location: device.location,
        created_at: time('created_at'),
        updated_at: time('updated_at'),
      }
    }),
  }
}

/** NOTE there, a session has an address with an agent once */
const unlike = (devices: Session['devices']): Session['devices'] =>
  devices.filter(
    (one, at) =>
      devices.findIndex(
        ({ ipAddress, userAgent }) => ipAddress === one.ipAddress && userAgent === one.userAgent,
      ) === at,
  )

/** As it was, as long as that is the same. */
function methodsText({ methods, authenticatedAt }: Session, kept: string | undefined): string {
  if (kept !== undefined && isSame(methodsOf(kept, authenticatedAt), methods)) return kept
  return JSON.stringify(
    methods.map(({ method, aal, completedAt, provider, organization }): JsonObject => ({
      method,
      aal,
      completed_at: toRfc3339(completedAt),
      ...(provider === undefined ? {} : { provider }),
      ...(organization === undefined ? {} : { organization }),
    })),
  )
}

const isSame = (some: Session['methods'], others: Session['methods']): boolean =>
  JSON.stringify(some) === JSON.stringify(others)
