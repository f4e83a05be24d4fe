// The browser and system from which an entry of the audit trail is.
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

export const auditDevice: Migration = {
  name: '0031-audit-device',
  steps: [addColumn({ table: 'pallas_audit_entries', column: 'device', type: 'text' })],
}
