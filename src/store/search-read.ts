// Finds identities in an order. There are two ways, of which databases often choose the wrong one:
// to gather the matches of the rarest condition and sort them, or to walk along the order until the
// page is full.
import type { AliasedExpression } from 'kysely'
import type { SearchHit, SearchOrder, SearchPosition, SearchStore } from '#identity/search-store.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import { afterPosition, columnOf } from './search-conditions.ts'
import { createSearchRows, type Driver, type Facts } from './search-matches.ts'
import { schemaKey } from './search-rows.ts'
import { fromText, toKey } from './text.ts'

type Page = { readonly limit: number; readonly after?: SearchPosition }

export type SearchLimits = {
  /**
   * Conditions with fewer matches are gathered: a single one, and one of several, whose matches are
   * rarer while walking.
   */
  readonly few: { readonly one: number; readonly several: number }
  /** Up to this number, matches are counted to find the rarest condition. */
  readonly many: number
  /** After this number of identities, walking is given up. */
  readonly maxWalked: number
}

/** The values for which both ways take about the same time. */
export const searchLimits: SearchLimits = {
  few: { one: 2000, several: 12_000 },
  many: 50_000,
  maxWalked: 20_000,
}

export function readSearch(
  database: Database,
  { few, many, maxWalked }: SearchLimits,
): Pick<SearchStore, 'find' | 'count' | 'estimate' | 'outdated'> {
  const { db, dialect } = database
  const rows = createSearchRows(database)
  const { driversOf, facts, holdsOf, meeting, idsOf, gathered, countOf, rarest, limited } = rows
  const fewOf = (drivers: readonly Driver[]): number => (drivers.length > 1 ? few.several : few.one)

  const page = (query: Facts, order: SearchOrder, { limit, after }: Page) => {
    const begun =
      after === undefined ? query : query.where(afterPosition(dialect, 'f', order, after))
    const direction = order.descending ? 'desc' : 'asc'
    const sorted = order.by === 'id' ? begun : begun.orderBy(`f.${columnOf(order.by)}`, direction)
    return sorted
      .orderBy('f.identity_id', direction)
      .select(['f.identity_id', 'f.created_at', 'f.updated_at', 'f.last_sign_in_at'])
      .limit(numberLiteral(limit))
  }

  /** Matches of a term, in the order of creation, which its index has. */
  async function pageByCreation(
    found: ReturnType<typeof rows.having>,
    order: SearchOrder,
    { limit, after }: Page,
  ): Promise<readonly HitRow[]> {
    const direction = order.descending ? 'desc' : 'asc'
    const begun =
      after === undefined ? found : found.where(afterPosition(dialect, 't', order, after))
    const some = begun
      .orderBy('t.created_at', direction)
      .orderBy('t.identity_id', direction)
      .limit(numberLiteral(limit))
    return db
      .selectFrom(some.as('p'))
      .innerJoin('pallas_search_entries as f', 'f.identity_id', 'p.identity_id')
      .orderBy('p.created_at', direction)
      .orderBy('p.identity_id', direction)
      .select(['f.identity_id', 'f.created_at', 'f.updated_at', 'f.last_sign_in_at'])
      .execute()
  }

  function gather(
    drivers: readonly Driver[],
    driver: Driver,
    order: SearchOrder,
    wanted: Page,
  ): Promise<readonly HitRow[]> {
    const others = drivers.filter((one) => one !== driver)
    if ('term' in driver && others.every((one) => 'term' in one) && order.by === 'created_at')
      return pageByCreation(rows.having(driver.term, others), order, wanted)
    return page(gathered(drivers, driver), order, wanted).execute()
  }

  /** As `gather`, where each condition has many matches. */
  function intersect(
    drivers: readonly Driver[],
    rarest: Driver,
    order: SearchOrder,
    wanted: Page,
  ): Promise<readonly HitRow[]> {
    const driver = [rarest, ...drivers].find((one) => 'term' in one)
    if (!driver) return gather(drivers, rarest, order, wanted)
    const others = drivers.filter((one) => one !== driver)
    return order.by === 'created_at'
      ? pageByCreation(rows.havingAll(driver.term, others), order, wanted)
      : page(rows.intersected(driver.term, others), order, wanted).execute()
  }

  /** Undefined when the page is not full after a while and there may be more. */
  async function walk(
    drivers: readonly Driver[],
    order: SearchOrder,
    wanted: Page,
  ): Promise<readonly HitRow[] | undefined> {
    const onTheWay = drivers.filter((one) => !('term' in one) && one.of === order.by).map(holdsOf)
    const others = drivers.filter((one) => 'term' in one || one.of !== order.by).map(holdsOf)
    if (others.length === 0) return page(facts(onTheWay), order, wanted).execute()
    const stretch = page(facts(onTheWay), order, { ...wanted, limit: maxWalked }).select([
      'f.state',
      'f.schema_id',
      'f.terms',
    ])
    const matching = meeting(db.selectFrom(stretch.as('f')), others)
    const found = await page(matching, order, { limit: wanted.limit }).execute()
    if (found.length >= wanted.limit) return found
    return (await countOf(stretch.as('some'))) < maxWalked ? found : undefined
  }

  /** The ids of all that meet the conditions; see `gathered`. */
  const matching = (
    drivers: readonly Driver[],
    driver: Driver | undefined,
    candidates?: number,
  ): AliasedExpression<object, 'some'> => {
    const ids = (found: Facts) => found.select('f.identity_id').as('some')
    if (driver === undefined) return ids(limited(facts([]), candidates))
    if (drivers.length === 1 && 'term' in driver) return idsOf(driver.term, candidates).as('some')
    return ids(gathered(drivers, driver, candidates))
  }

  return {
    async find(conditions, order, wanted) {
      const drivers = driversOf(conditions)
      const limit = fewOf(drivers)
      const best = await rarest(drivers, limit)
      if (best !== undefined && best.size < limit)
        return best.size === 0
          ? []
          : (await gather(drivers, best.driver, order, wanted)).map(hitOf(order))
      const onTheWay = await walk(drivers, order, wanted)
      if (onTheWay !== undefined) return onTheWay.map(hitOf(order))
      const [only] = drivers
      const rare = drivers.length === 1 ? undefined : await rarest(drivers, many)
      if (rare && rare.size >= many)
        return (await intersect(drivers, rare.driver, order, wanted)).map(hitOf(order))
      const driver = rare?.driver ?? only
      return driver === undefined
        ? []
        : (await gather(drivers, driver, order, wanted)).map(hitOf(order))
    },

    async count(conditions) {
      const drivers = driversOf(conditions)
      const best = drivers.length === 1 ? undefined : await rarest(drivers, fewOf(drivers))
      if (best?.size === 0) return 0
      return countOf(matching(drivers, best?.driver ?? drivers[0]))
    },

    async estimate(conditions, most) {
      const drivers = driversOf(conditions)
      const candidates = drivers.length > 1 ? few.one : most + 1
      const best = await rarest(drivers, candidates)
      const value = await countOf(matching(drivers, best?.driver, candidates))
      const isCut = best !== undefined && best.size >= candidates
      return { value: Math.min(value, most), atLeast: isCut || value > most }
    },

    async outdated(schemaId, mark, limit) {
      const other = (key: string, than: '<' | '>') =>
        db
          .selectFrom('pallas_search_entries')
          .select('identity_id')
          .where('schema_id', '=', key)
          .where('mark', than, mark)
          .limit(numberLiteral(limit))
          .execute()
      const key = schemaKey(schemaId)
      const before = await other(key, '<')
      const known = before.length > 0 ? before : await other(key, '>')
      // NOTE migrations cannot hash, so they leave long ids out
      const rows = known.length === 0 && key !== toKey(schemaId) ? await other('', '<') : known
      return rows.map(({ identity_id }) => fromText(identity_id))
    },
  }
}

type HitRow = {
  readonly identity_id: string
  readonly created_at: number
  readonly updated_at: number
  readonly last_sign_in_at: number
}

const hitOf =
  ({ by }: SearchOrder) =>
  (row: HitRow): SearchHit => {
    const column = columnOf(by)
    return {
      position: {
        value: column === 'identity_id' ? 0 : row[column],
        id: fromText(row.identity_id),
      },
      lastSignInAt: row.last_sign_in_at === 0 ? undefined : row.last_sign_in_at,
    }
  }
