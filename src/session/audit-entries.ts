// What is recorded of sessions: of whom they are, and which.
import type { AuditAction, NewEntry } from '#audit/entry.ts'
import type { SessionChoice, SessionWithIdentity } from './session-store.ts'

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

/** Many sessions at once, those of these ids, of these identities, or all that there are. */
export const manyRevokedEntry = (which: SessionChoice, count: number): NewEntry => ({
  action: 'sessions.revoked',
  target: { kind: 'server' },
  fields:
    which === 'all'
      ? ['sessions']
      : 'ids' in which
        ? which.ids.map((id) => `sessions.${id}`)
        : which.identityIds.map((id) => `identities.${id}`),
  count,
})

/**
 * Somebody says that it was not them: what, an entry or a session, and what has ended by it. The id
 * of an entry is that of the trail.
 */
export const reportedEntry = (identityId: string, what: string, count: number): NewEntry => ({
  action: 'activity.reported',
  target: { kind: 'identity', id: identityId },
  fields: [what, 'sessions', 'remembered_devices'],
  count,
})

/** The devices that had been remembered by the second factor of an identity. */
export const forgottenEntry = (identityId: string, count: number): NewEntry => ({
  action: 'devices.forgotten',
  target: { kind: 'identity', id: identityId },
  count,
})
