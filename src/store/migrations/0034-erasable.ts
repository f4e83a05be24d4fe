// Whose a message is, so that it is found when they leave; and the address of a person in an entry of the
// audit trail, which is chained by a salted digest of it and can be taken out.
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

export const erasable: Migration = {
  name: '0034-erasable',
  steps: [
    addColumn({ table: 'pallas_messages', column: 'identity_id', type: 'key', indexed: true }),
    addColumn({ table: 'pallas_audit_entries', column: 'client_salt', type: 'key' }),
    addColumn({ table: 'pallas_audit_entries', column: 'client_digest', type: 'key' }),
  ],
}
