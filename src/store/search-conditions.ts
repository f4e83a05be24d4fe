// The conditions of a search in SQL. Each of them alone can use an index.
import { sql } from 'kysely'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import { wholeField } from '#identity/search-store.ts'
import type {
  SearchConditions,
  SearchOrder,
  SearchPosition,
  SearchSort,
  TermCondition,
  TimeRange,
} from '#identity/search-store.ts'
import type { Dialect } from './engine.ts'
import { partFor } from './search-document.ts'
import { schemaKey } from './search-rows.ts'
import type { Tables } from './tables/tables.ts'
import { toKey } from './text.ts'

/** Sorted after every text with the same beginning; no text contains this character. */
const highestCharacter = '\u{10ffff}'

type Of<Alias extends string, Table extends keyof Tables> = ExpressionBuilder<
  Tables & Record<Alias, Tables[Table]>,
  Alias
>

/** A condition on a row of terms, `t`. */
export function termHolds(condition: TermCondition): Expression<SqlBool> {
  const term = sql.ref('t.term'),
    field = sql.ref('t.field')
  if (condition.kind === 'exact')
    return sql<SqlBool>`(${term} = ${condition.term} and ${field} = ${condition.field})`
  const ofField =
    condition.kind === 'prefix'
      ? sql`${field} = ${condition.field}`
      : sql`${field} <> ${wholeField}`
  const end = condition.begin + highestCharacter
  return sql<SqlBool>`(${term} >= ${condition.begin} and ${term} < ${end} and ${ofField})`
}

export type Fact = (eb: Of<'f', 'pallas_search_entries'>) => Expression<SqlBool>

const columns = {
  created_at: 'created_at',
  updated_at: 'updated_at',
  last_sign_in: 'last_sign_in_at',
  id: 'identity_id',
} as const
export const columnOf = (by: SearchSort) => columns[by]

/**
 * The conditions on the row of an identity, `f`; a range also has the order that its column gives.
 */
export function factsOf({
  state,
  schemaId,
  created,
  updated,
  lastSignIn,
}: SearchConditions): readonly { readonly holds: Fact; readonly of: SearchSort | undefined }[] {
  return [
    ...(state === undefined
      ? []
      : [{ holds: ((eb) => eb('f.state', '=', state)) satisfies Fact, of: undefined }]),
    ...(schemaId === undefined
      ? []
      : [
          {
            holds: ((eb) => eb('f.schema_id', '=', schemaKey(schemaId))) satisfies Fact,
            of: undefined,
          },
        ]),
    ...rangeOf('created_at', created),
    ...rangeOf('updated_at', updated),
    ...(lastSignIn === 'never'
      ? [
          {
            holds: ((eb) => eb('f.last_sign_in_at', '=', 0)) satisfies Fact,
            of: 'last_sign_in' as const,
          },
        ]
      : rangeOf('last_sign_in', lastSignIn)),
  ]
}

function rangeOf(
  by: Exclude<SearchSort, 'id'>,
  range: TimeRange | undefined,
): ReturnType<typeof factsOf> {
  if (range === undefined || (range.from === undefined && range.to === undefined)) return []
  const column = `f.${columns[by]}` as const
  // NOTE 0 stands for identities that never signed in
  const from = by === 'last_sign_in' ? Math.max(1, range.from ?? 1) : range.from
  const holds: Fact = (eb) =>
    eb.and([
      ...(from === undefined ? [] : [eb(column, '>=', from)]),
      ...(range.to === undefined ? [] : [eb(column, '<', range.to)]),
    ])
  return [{ holds, of: by }]
}

/** A condition on the entry of an identity, `f`: that it contains a term. */
export function hasTerm(dialect: Dialect, condition: TermCondition): Expression<SqlBool> {
  const document = sql.ref('f.terms'),
    part = partFor(condition)
  return dialect === 'postgres'
    ? sql<SqlBool>`strpos(${document}, ${part}) > 0`
    : sql<SqlBool>`instr(${document}, ${part}) > 0`
}

/**
 * The condition for rows after a position in an order. MySQL uses an index with alternatives, the
 * others with a row comparison.
 */
export function afterPosition(
  dialect: Dialect,
  alias: string,
  { by, descending }: SearchOrder,
  { value, id }: SearchPosition,
): Expression<SqlBool> {
  const key = sql.ref(`${alias}.identity_id`),
    than = sql.raw(descending ? '<' : '>')
  if (by === 'id') return sql<SqlBool>`${key} ${than} ${toKey(id)}`
  const column = sql.ref(`${alias}.${columns[by]}`)
  if (dialect === 'mysql')
    return sql<SqlBool>`(
      ${column} ${than} ${value}
      or (${column} = ${value} and ${key} ${than} ${toKey(id)})
    )`
  return sql<SqlBool>`(${column}, ${key}) ${than} (${value}, ${toKey(id)})`
}
