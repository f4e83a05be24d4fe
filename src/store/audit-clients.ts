// Takes the addresses of people who have left out of the audit trail.
import type { AuditStore } from '#audit/audit-store.ts'
import type { AuditTargets } from './audit-targets.ts'
import type { Database } from './database.ts'
import { fromText, toKey } from './text.ts'

/** In one statement. */
const idsAtOnce = 500

export function createAuditClients(
  { db }: Database,
  { isAbout }: Pick<AuditTargets, 'isAbout'>,
): Pick<AuditStore, 'takeOutClients' | 'existing'> {
  const withAddress = db
    .updateTable('pallas_audit_entries')
    .set({ client_address: null, client_salt: null })
    .where('client_salt', 'is not', null)

  return {
    async takeOutClients(identityIds) {
      for (const identityId of identityIds) {
        // NOTE in two statements, of which each has an index
        await withAddress
          .where('actor_id', '=', toKey(identityId))
          .where('actor_id', 'is not', null)
          .where(({ or, eb }) =>
            or([eb('target_id', 'is', null), eb('actor_id', '<>', eb.ref('target_id'))]),
          )
          .execute()
        await withAddress
          .where(isAbout(identityId))
          .where('actor_kind', 'in', ['person', 'anonymous'])
          .execute()
      }
    },
    async existing(identityIds) {
      const found = new Set<string>()
      for (let at = 0; at < identityIds.length; at += idsAtOnce) {
        const rows = await db
          .selectFrom('pallas_identities')
          .select('id')
          .where('id', 'in', identityIds.slice(at, at + idsAtOnce).map(toKey))
          .execute()
        for (const { id } of rows) found.add(fromText(id))
      }
      return found
    },
  }
}
