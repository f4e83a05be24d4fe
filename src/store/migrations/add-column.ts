// A column that is added to a table which has rows.
import { buildIndex } from './change-index.ts'
import type { Step } from './migration.ts'

export type AddedColumn = {
  readonly table: string
  readonly column: string
  /** Compared by bytes and at most 64 characters long, or of any length. */
  readonly type: 'key' | 'text'
  /** Whether rows are found by it. */
  readonly indexed?: boolean
}

/**
 * Adds a column without a value. MySQL can neither ask whether it is there nor take it back, so its
 * statement is made at that moment; to this end it is no prepared one.
 */
export const addColumn = ({ table, column, type, indexed = false }: AddedColumn): Step => ({
  name: `${column} of ${table}`,
  statements(options) {
    const { dialect, collates } = options
    const add = `ALTER TABLE ${table} ADD COLUMN`
    const index = `${table}_of_${column}`
    const indexes = indexed ? buildIndex(index, `${table} (${column})`, options) : []
    if (dialect === 'sqlite') return [`${add} ${column} TEXT`, ...indexes]
    if (dialect === 'postgres') {
      const collation = collates && type === 'key' ? ' COLLATE "C"' : ''
      const spelled = type === 'key' ? `VARCHAR(64)${collation}` : 'TEXT'
      return [`${add} IF NOT EXISTS ${column} ${spelled}`, ...indexes]
    }
    const spelled = type === 'key' ? 'VARCHAR(64)' : 'LONGTEXT'
    const also = indexed ? `, ADD INDEX ${index} (${column})` : ''
    return [
      'SET @pallas_missing = (SELECT COUNT(*) = 0 FROM information_schema.columns WHERE ' +
        `table_schema = DATABASE() AND table_name = '${table}' AND column_name = '${column}')`,
      `SET @pallas_step = IF(@pallas_missing, '${add} ${column} ${spelled}${also}, LOCK=NONE', 'DO 0')`,
      'PREPARE pallas_step FROM @pallas_step',
      'EXECUTE pallas_step',
      'DEALLOCATE PREPARE pallas_step',
    ]
  },
})
