// The SQL by which tries are taken from budgets, in the words of each dialect.
import type { Database } from './database.ts'
import type { Dialect } from './engine.ts'

/**
 * A budget is stored as the moment at which it is full again (the generic cell rate algorithm): a
 * try moves it by `refill_ms`, and is refused when all tries would be more than spent. A moment
 * further away than all tries, as after a clock was set back, counts as just that far.
 */
export function statementsFor({ dialect }: Database) {
  const isMysql = dialect === 'mysql'
  const least = dialect === 'sqlite' ? 'MIN' : 'LEAST',
    greatest = dialect === 'sqlite' ? 'MAX' : 'GREATEST'
  const stored = (name: string) => (isMysql ? name : `pallas_budgets.${name}`)
  const sent = (name: string) => (isMysql ? `VALUES(${name})` : `excluded.${name}`)
  const told = isMysql ? '' : ' RETURNING wait_ms'

  /** `now` and `most` answer the SQL of this moment, and of that at which all tries are spent. */
  const change = (refill: string, now: () => string, most: () => string) => {
    const next = () =>
      `(${greatest}(${least}(${stored('full_at')}, ${most()}), ${now()}) + ${refill})`
    const wait = `CASE WHEN ${next()} <= ${most()} THEN 0 ELSE ${next()} - ${most()} END`
    // NOTE MySQL assigns in this order, and reads what it has assigned. LAST_INSERT_ID returns, for
    // this connection, the last value that was passed to it; 0 would be none
    return (
      `wait_ms = ${isMysql ? `LAST_INSERT_ID((${wait}) + 1) - 1` : wait}, full_at = ` +
      `CASE WHEN ${next()} <= ${most()} THEN ${next()} ELSE ${least}(${stored('full_at')}, ${most()}) END`
    )
  }

  const onConflict =
    `${isMysql ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (key_digest) DO UPDATE SET'} ` +
    change(
      sent('refill_ms'),
      () => `(${sent('full_at')} - ${sent('refill_ms')})`,
      () => sent('expires_at'),
    ) +
    ['expires_at', 'tries', 'refill_ms'].map((name) => `, ${name} = ${sent(name)}`).join('')
  let count = 0
  const parameter = () => (dialect === 'postgres' ? `CAST($${++count} AS BIGINT)` : '?')
  const values = Array.from({ length: 6 }, (_, index) =>
    dialect === 'postgres' ? `$${index + 1}` : '?',
  ).join(', ')
  const known = change(stored('refill_ms'), parameter, () => {
    return `(${parameter()} + ${stored('tries')} * ${stored('refill_ms')})`
  })
  return {
    take: `${into} VALUES (${values}, ${isMysql ? 'LAST_INSERT_ID(1) - 1' : '0'}) ${onConflict}${told}`,
    takeBoth: dialect === 'mysql' ? undefined : takeBoth[dialect](onConflict),
    /** Its parameters: this moment as often as `nows` has entries, the digest, this moment. */
    takeKnown:
      `UPDATE pallas_budgets SET ${known} WHERE key_digest = ` +
      `${dialect === 'postgres' ? `$${++count}` : '?'} AND expires_at >= ${parameter()}${told}`,
    giveBack: (count: number) => giveBack(dialect, count),
    nows: known.match(dialect === 'postgres' ? /\$\d+/g : /\?/g) ?? [],
  }
}

const into =
  'INSERT INTO pallas_budgets ' +
  '(key_digest, kind, tries, refill_ms, full_at, expires_at, wait_ms)'

/**
 * A try of two budgets, of the second only when the first has one. Answers `key_digest` and
 * `wait_ms` of those that were asked. Parameters: the six values of each, and for SQLite of the
 * first once more the digest, the moment at which all tries are spent, now, the refill and again
 * that moment. SQLite, which has one writer at a time, looks at the first before it changes it.
 */
const takeBoth = {
  sqlite: (onConflict: string) =>
    `${into} SELECT ?, ?, ?, ?, ?, ?, 0 UNION ALL SELECT ?, ?, ?, ?, ?, ?, 0 ` +
    'WHERE NOT EXISTS (SELECT 1 FROM pallas_budgets WHERE key_digest = ? ' +
    `AND MAX(MIN(full_at, ?), ?) + ? > ?) ${onConflict} RETURNING key_digest, wait_ms`,
  postgres: (onConflict: string) => {
    const taken = (from: number, condition: string) =>
      `${into} SELECT ${types.map((type, at) => `CAST($${from + at} AS ${type})`).join(', ')}, 0 ` +
      `${condition} ${onConflict} RETURNING key_digest, wait_ms`
    return (
      `WITH first AS (${taken(1, '')}), ` +
      `second AS (${taken(7, 'FROM first WHERE wait_ms = 0')}) ` +
      'SELECT * FROM first UNION ALL SELECT * FROM second'
    )
  },
}
const types = ['TEXT', 'TEXT', 'BIGINT', 'BIGINT', 'BIGINT', 'BIGINT']

/**
 * Its parameters: the kind of which all tries come back, or an empty text, and the digests. What
 * PostgreSQL updates it locks in any order; in that in which `takeBoth` does, nobody waits for each
 * other.
 */
function giveBack(dialect: Dialect, count: number) {
  const at = (n: number) => (dialect === 'postgres' ? `$${n}` : '?')
  const digests = Array.from({ length: count }, (_, n) => at(n + 2)).join(', ')
  const inOrder =
    `SELECT key_digest FROM pallas_budgets WHERE key_digest IN (${digests}) ` +
    `ORDER BY CASE WHEN kind = 'network' THEN 0 ELSE 1 END, key_digest FOR UPDATE`
  return {
    name: `budgets_give_back_${count}`,
    sql:
      `UPDATE pallas_budgets SET full_at = CASE WHEN kind = ${at(1)} THEN 0 ` +
      'ELSE full_at - refill_ms END ' +
      `WHERE key_digest IN (${dialect === 'postgres' && count > 1 ? inOrder : digests})`,
  }
}
