// The SQL by which tries are taken from budgets, in the words of each dialect.
import { numberedStatement, type NumberedStatement } from './numbered-statement.ts'
import type { Dialect } from './engine.ts'

/** `combines`: whether one statement may change a table several times (CockroachDB refuses that). */
export type Facts = { readonly dialect: Dialect; readonly combines: boolean }

/** The values of a budget, in the order in which the statements number them. */
const columns = ['key_digest', 'kind', 'tries', 'refill_ms', 'full_at', 'expires_at'] as const
type Column = (typeof columns)[number]

const into = `INSERT INTO pallas_budgets (${columns.join(', ')}, wait_ms)`

export type BudgetStatements = {
  /** A try of one budget, which answers `wait_ms` (see `waitIn` of the store). */
  readonly take: NumberedStatement
  /** As `take`, of a device; it changes no row when the device is not known. */
  readonly takeKnown: NumberedStatement
  /**
   * A try of the device when it is known, else of one budget after the other until one has none,
   * for `count` budgets. Its values are those of the device, where there is one, and of each
   * budget; it answers `key_digest` and `wait_ms` of those that were asked. Undefined where the
   * database has no such statement.
   */
  readonly takeOfFirst: ((count: number, hasDevice: boolean) => NumberedStatement) | undefined
  /** Its values: for each of `count` budgets the digest and the number of tries. */
  readonly giveBack: (count: number) => NumberedStatement
}

/**
 * A budget is stored as the moment at which it is full again (the generic cell rate algorithm): a
 * try moves it by `refill_ms`, and is refused when all tries would be more than spent. A moment
 * further away than all tries, as after a clock was set back, counts as just that far.
 */
export function statementsFor({ dialect, combines }: Facts): BudgetStatements {
  const words = wordsOf(dialect)
  const { value, onConflict, told } = words
  const update = knownUpdate(words)
  const take = dialect === 'sqlite' ? sqliteTake : combines ? postgresTake : undefined
  return {
    take: numberedStatement(
      dialect,
      `${into} VALUES (${columns.map((_, n) => value(n)).join(', ')}, ` +
        `${dialect === 'mysql' ? 'LAST_INSERT_ID(1) - 1' : '0'}) ${onConflict}${told}`,
    ),
    takeKnown: numberedStatement(dialect, update + told),
    takeOfFirst:
      take && ((count, hasDevice) => numberedStatement(dialect, take(words, count, hasDevice))),
    giveBack: (count) => numberedStatement(dialect, giveBack(words, count)),
  }
}

type Words = ReturnType<typeof wordsOf>

function wordsOf(dialect: Dialect) {
  const isMysql = dialect === 'mysql'
  const least = dialect === 'sqlite' ? 'MIN' : 'LEAST',
    greatest = dialect === 'sqlite' ? 'MAX' : 'GREATEST'
  const stored = (name: string) => (isMysql ? name : `pallas_budgets.${name}`)
  /** The value with this index, of the budget whose values begin at `from`. */
  const value = (index: number, from = 0) => {
    const parameter = `$${from + index + 1}`
    if (dialect !== 'postgres') return parameter
    return `CAST(${parameter} AS ${index < 2 ? 'TEXT' : 'BIGINT'})`
  }

  /** The moment at which the budget is full after one more try. */
  const next = (sent: (name: Column) => string) =>
    `(${greatest}(${least}(${stored('full_at')}, ${sent('expires_at')}), ` +
    `${sent('full_at')} - ${sent('refill_ms')}) + ${sent('refill_ms')})`

  /** `sent` answers the SQL of a value of the budget that a try is taken from. */
  const change = (sent: (name: Column) => string) => {
    const [then, most] = [next(sent), sent('expires_at')]
    const wait = `CASE WHEN ${then} <= ${most} THEN 0 ELSE ${then} - ${most} END`
    // NOTE MySQL assigns in this order, and reads what it has assigned. LAST_INSERT_ID returns, for
    // this connection, the last value that was passed to it; 0 would be none
    return (
      `wait_ms = ${isMysql ? `LAST_INSERT_ID((${wait}) + 1) - 1` : wait}, full_at = ` +
      `CASE WHEN ${then} <= ${most} THEN ${then} ELSE ${least}(${stored('full_at')}, ${most}) END` +
      ['tries', 'refill_ms'].map((name) => `, ${name} = ${sent(name as Column)}`).join('')
    )
  }
  const excluded = (name: string) => (isMysql ? `VALUES(${name})` : `excluded.${name}`)
  return {
    dialect,
    value,
    next,
    change,
    told: isMysql ? '' : ' RETURNING key_digest, wait_ms',
    // NOTE a device is known until its own time, whatever is taken from it
    onConflict:
      `${isMysql ? 'ON DUPLICATE KEY UPDATE' : 'ON CONFLICT (key_digest) DO UPDATE SET'} ` +
      `${change(excluded)}, expires_at = CASE WHEN ${stored('kind')} = 'device' ` +
      `THEN ${stored('expires_at')} ELSE ${excluded('expires_at')} END`,
  }
}

const valueNamed =
  ({ value }: Words, from = 0) =>
  (name: Column) =>
    value(columns.indexOf(name), from)

/** What finds a device that is known at this moment. */
function whereKnown(words: Words): string {
  const sent = valueNamed(words)
  return (
    `WHERE key_digest = ${sent('key_digest')} AND kind = ${sent('kind')} ` +
    `AND expires_at >= ${sent('full_at')} - ${sent('refill_ms')}`
  )
}

const knownUpdate = (words: Words) =>
  `UPDATE pallas_budgets SET ${words.change(valueNamed(words))} ${whereKnown(words)}`

/** The first values of `count` budgets, behind those of the device. */
const starts = (count: number, hasDevice: boolean) =>
  Array.from({ length: count }, (_, n) => (n + (hasDevice ? 1 : 0)) * columns.length)

const selected = ({ value }: Words, from: number) =>
  `SELECT ${columns.map((_, n) => value(n, from)).join(', ')}, 0`

/** SQLite, which has one writer at a time, looks at what is stored before it changes it. */
function sqliteTake(words: Words, count: number, hasDevice: boolean): string {
  const known = `EXISTS (SELECT 1 FROM pallas_budgets ${whereKnown(words)})`
  const hasNone = (from: number) => {
    const sent = valueNamed(words, from)
    return (
      `EXISTS (SELECT 1 FROM pallas_budgets WHERE key_digest = ${sent('key_digest')} ` +
      `AND ${words.next(sent)} > ${sent('expires_at')})`
    )
  }
  const froms = starts(count, hasDevice)
  const rows = froms.map((from, n) => {
    const before = [...(hasDevice ? [known] : []), ...froms.slice(0, n).map(hasNone)]
    return `${selected(words, from)} WHERE ${['1', ...before.map((one) => `NOT ${one}`)].join(' AND ')}`
  })
  const device = hasDevice ? [`${selected(words, 0)} WHERE ${known}`] : []
  return `${into} ${[...device, ...rows].join(' UNION ALL ')} ${words.onConflict}${words.told}`
}

/** PostgreSQL takes in parts of one statement, each of which asks what those before it answered. */
function postgresTake(words: Words, count: number, hasDevice: boolean): string {
  const device = hasDevice ? [`${knownUpdate(words)}${words.told}`] : []
  const others = starts(count, hasDevice).map((from, n) => {
    const before = [
      ...(hasDevice ? ['NOT EXISTS (SELECT 1 FROM taken_0)'] : []),
      ...(n === 0
        ? []
        : [`EXISTS (SELECT 1 FROM taken_${device.length + n - 1} WHERE wait_ms = 0)`]),
    ]
    const condition = before.length === 0 ? '' : ` WHERE ${before.join(' AND ')}`
    return `${into} ${selected(words, from)}${condition} ${words.onConflict}${words.told}`
  })
  const parts = [...device, ...others]
  return (
    `WITH ${parts.map((part, n) => `taken_${n} AS (${part})`).join(', ')} ` +
    parts.map((_, n) => `SELECT * FROM taken_${n}`).join(' UNION ALL ')
  )
}

/**
 * What PostgreSQL updates it locks in any order; in that in which tries are taken, nobody waits for
 * each other.
 */
function giveBack({ dialect }: Words, count: number): string {
  const typed = (n: number, type: string) =>
    dialect === 'postgres' ? `CAST($${n} AS ${type})` : `$${n}`
  const each = Array.from({ length: count }, (_, n) => ({
    digest: typed(2 * n + 1, 'TEXT'),
    tries: typed(2 * n + 2, 'BIGINT'),
  }))
  const digests = each.map(({ digest }) => digest).join(', ')
  const inOrder =
    `SELECT key_digest FROM pallas_budgets WHERE key_digest IN (${digests}) ` +
    `ORDER BY CASE WHEN kind = 'network' THEN 0 ELSE 1 END, key_digest FOR UPDATE`
  return (
    'UPDATE pallas_budgets SET full_at = full_at - refill_ms * CASE key_digest ' +
    `${each.map(({ digest, tries }) => `WHEN ${digest} THEN ${tries}`).join(' ')} END ` +
    `WHERE key_digest IN (${dialect === 'postgres' && count > 1 ? inOrder : digests})`
  )
}
