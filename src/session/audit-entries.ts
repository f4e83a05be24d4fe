// What is recorded of sessions: of whom they are, and which.
import type { AuditAction, NewEntry } from '#audit/entry.ts'
import type { SessionWithIdentity } from './session-store.ts'

const entryOf =
  (action: AuditAction) =>
  ({ session, identity }: SessionWithIdentity): NewEntry => ({
    action,
    target: { kind: 'identity', id: identity.id },
    fields: [`sessions.${session.id}`],
  })

export const revokedEntry = entryOf('session.revoked')
export const extendedEntry = entryOf('session.extended')

const exchanged = entryOf('session.exchanged')
export const exchangedEntry = (found: SessionWithIdentity | undefined) => found && exchanged(found)

export const allRevokedEntry = (identityId: string, count: number): NewEntry => ({
  action: 'sessions.revoked',
  target: { kind: 'identity', id: identityId },
  count,
})
