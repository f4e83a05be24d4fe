// The rows of the search index that meet conditions, and how many there are.
import { sql } from 'kysely'
import type { AliasedExpression, SelectQueryBuilder } from 'kysely'
import type { SearchConditions, TermCondition } from '#identity/search-store.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import { factsOf, hasTerm, termHolds, type Fact } from './search-conditions.ts'
import type { Tables } from './tables/tables.ts'

/** Makes a database evaluate the inner query first. */
const everything = 1_000_000_000

/** A condition, whose matches can be gone through to look at the other conditions. */
export type Driver =
  | { readonly term: TermCondition }
  | { readonly fact: Fact; readonly of: ReturnType<typeof factsOf>[number]['of'] }
export type Facts = SelectQueryBuilder<Tables & { f: Tables['pallas_search_entries'] }, 'f', object>

export function createSearchRows({ db, dialect }: Database) {
  const driversOf = (conditions: SearchConditions): readonly Driver[] => [
    ...conditions.terms.map((term) => ({ term })),
    ...factsOf(conditions).map(({ holds, of }) => ({ fact: holds, of })),
  ]

  /** The rows that match a condition: terms `t`, or else `f`. */
  const terms = (term: TermCondition) =>
    db.selectFrom('pallas_search_terms as t').where(() => termHolds(term))
  /** Of rows with an `f`, those for which all of this holds. */
  const meeting = (query: unknown, holds: readonly Fact[]): Facts =>
    holds.reduce((found, one) => found.where(one), query as Facts)
  const facts = (holds: readonly Fact[]): Facts =>
    meeting(db.selectFrom('pallas_search_entries as f'), holds)
  const holdsOf = (driver: Driver): Fact =>
    'term' in driver ? () => hasTerm(dialect, driver.term) : driver.fact

  /** The matches of a term that have the other terms as well. */
  function having(term: TermCondition, others: readonly Driver[]) {
    const found = terms(term).select(['t.identity_id', 't.created_at']).distinct()
    if (others.length === 0) return found
    return meeting(
      found.innerJoin('pallas_search_entries as f', 'f.identity_id', 't.identity_id'),
      others.map(holdsOf),
    ) as unknown as typeof found
  }

  async function countOf(rows: AliasedExpression<object, 'some'>): Promise<number> {
    const { count } = await db
      .selectFrom(rows)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return count
  }

  const limited = <Q extends { limit(count: ReturnType<typeof numberLiteral>): Q }>(
    query: Q,
    most: number | undefined,
  ): Q => (most === undefined ? query : query.limit(numberLiteral(most)))

  async function size(driver: Driver, upTo: number): Promise<number> {
    const one = sql.lit(1).as('one')
    const found =
      'term' in driver ? terms(driver.term).select(one) : facts([driver.fact]).select(one)
    return countOf(limited(found, upTo).as('some'))
  }

  async function rarest(
    drivers: readonly Driver[],
    upTo: number,
  ): Promise<{ readonly driver: Driver; readonly size: number } | undefined> {
    let best: { readonly driver: Driver; readonly size: number } | undefined
    for (const driver of drivers) {
      const found = { driver, size: await size(driver, upTo) }
      if (best === undefined || found.size < best.size) best = found
      if (best.size === 0) break
    }
    return best
  }

  /** Ids of all that have a term, or of so many rows of the index. */
  function idsOf(term: TermCondition, candidates?: number) {
    // NOTE to leave out doubles a database may go through all, so that comes after the limit
    const some =
      candidates === undefined
        ? terms(term)
        : db.selectFrom(limited(terms(term).selectAll(), candidates).as('t'))
    return some.select('t.identity_id').distinct()
  }

  /**
   * The rows `f` that meet all conditions, starting from the matches of `driver`, or from so many
   * of them.
   */
  function gathered(drivers: readonly Driver[], driver: Driver, candidates?: number): Facts {
    const others = drivers.filter((one) => one !== driver).map(holdsOf)
    if (!('term' in driver)) {
      const first = candidates === undefined ? [driver.fact, ...others] : [driver.fact]
      const some = limited(facts(first).selectAll(), candidates ?? everything).as('f')
      return meeting(db.selectFrom(some), candidates === undefined ? [] : others)
    }
    const found = idsOf(driver.term, candidates)
    return meeting(
      db
        .selectFrom(found.as('found'))
        .innerJoin('pallas_search_entries as f', 'f.identity_id', 'found.identity_id'),
      others,
    )
  }

  const allIdsOf = (driver: Driver) =>
    'term' in driver
      ? terms(driver.term).select('t.identity_id')
      : facts([driver.fact]).select('f.identity_id')

  /** The matches of a term that the others have, too: found in their indexes alone. */
  const havingAll = (term: TermCondition, others: readonly Driver[]) =>
    others.reduce(
      (found, one) => found.where('t.identity_id', 'in', allIdsOf(one)),
      terms(term).select(['t.identity_id', 't.created_at']).distinct(),
    )

  /** As `gathered`, where every condition has many matches, of whose rows most would be looked at in vain. */
  const intersected = (term: TermCondition, others: readonly Driver[]): Facts =>
    db
      .selectFrom(havingAll(term, others).as('found'))
      .innerJoin('pallas_search_entries as f', 'f.identity_id', 'found.identity_id')

  return {
    driversOf,
    facts,
    holdsOf,
    meeting,
    having,
    idsOf,
    gathered,
    havingAll,
    intersected,
    countOf,
    rarest,
    limited,
  }
}
