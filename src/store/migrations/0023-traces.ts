// The trace of the request that queued a message or a call, which its delivery goes on with.
import { addColumn } from './add-column.ts'
import type { Migration } from './migration.ts'

export const traces: Migration = {
  name: '0023-traces',
  steps: ['pallas_messages', 'pallas_outbox'].map((table) =>
    addColumn({ table, column: 'trace', type: 'text' }),
  ),
}
