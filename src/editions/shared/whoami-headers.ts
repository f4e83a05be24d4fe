import { openedBy } from '#session/impersonation.ts'
import type { Session } from '#session/session.ts'
import type { SessionWithIdentity } from '#session/session-store.ts'

/**
 * The headers that tell a proxy whose session it is, and, in a session that support has opened, by
 * whom.
 */
export const whoamiHeaders = ({
  session,
  identity,
}: SessionWithIdentity): Readonly<Record<string, string>> => ({
  'x-kratos-authenticated-identity-id': identity.id,
  ...supportHeaders(session),
})

/** By whom; none in a session that its owner has opened. */
export function supportHeaders(session: Session): Readonly<Record<string, string>> {
  const support = openedBy(session)
  return support ? { 'x-pallas-impersonated-by': support.id ?? support.kind } : {}
}
