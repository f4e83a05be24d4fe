// What somebody has accepted and when, as JSON; null for those who have accepted nothing.
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

export const consents: Migration = {
  name: '0035-consents',
  steps: [addColumn({ table: 'pallas_identities', column: 'consents', type: 'text' })],
}
