// An act of somebody on their own account, which most are, is found by whom it is done to. Where an
// index can be of some rows, that of who has done something has the others.
import { buildIndex, dropIndex } from './change-index.ts'
import type { Migration } from './migration.ts'

export const auditActor: Migration = {
  name: '0025-audit-actor',
  steps: [
    {
      name: 'pallas_audit_entries_of_actor',
      statements: (options) =>
        options.dialect === 'mysql'
          ? []
          : [
              ...dropIndex('pallas_audit_entries_of_actor', options),
              ...buildIndex(
                'pallas_audit_entries_of_other_actor',
                'pallas_audit_entries (actor_id, id) ' +
                  'WHERE actor_id IS NOT NULL AND (target_id IS NULL OR actor_id <> target_id)',
                options,
              ),
            ],
    },
  ],
}
