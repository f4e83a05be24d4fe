// Identities that have an identifier with some part in it. Where the part begins a word, as it
// nearly always does, the index of the search finds them; only where it begins none are all
// identifiers looked through.
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { cut, fold } from '#lib/fold.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import type { Dialect } from './engine.ts'
import { termHolds } from './search-conditions.ts'

/** So many candidates are looked at one by one. */
const few = 500

/** What to compare the id of an identity with. */
export function createIdentifierSubstring({ db, dialect }: Database) {
  const holding = (part: string) =>
    db
      .selectFrom('pallas_credentials as k')
      .where(position(dialect, part), '>', 0)
      .select('k.identity_id')

  return async (part: string) => {
    const begin = cut(fold(part))
    if (begin === '') return holding(part)
    const terms = db
      .selectFrom('pallas_search_terms as t')
      .where(() => termHolds({ kind: 'word', begin }))
      .select('t.identity_id')
    const candidates = await terms.distinct().limit(numberLiteral(few)).execute()
    if (candidates.length === 0) return holding(part)
    if (candidates.length === few) {
      const atWords = holding(part).where('k.identity_id', 'in', terms)
      return (await atWords.limit(numberLiteral(1)).execute()).length > 0 ? atWords : holding(part)
    }
    const ids = candidates.map(({ identity_id }) => identity_id)
    const found = await holding(part).where('k.identity_id', 'in', ids).execute()
    return found.length > 0
      ? [...new Set(found.map(({ identity_id }) => identity_id))]
      : holding(part)
  }
}

/**
 * Stands for a backslash where JSON writes two, for one of two may as well begin something else.
 * JSON writes it otherwise.
 */
const backslash = '\u0001'

/**
 * Where the part begins in one of the identifiers of a credential; 0 when none holds it. They are a
 * list in JSON, of which the brackets and what divides them are taken out first. Compares by bytes,
 * unlike LIKE.
 */
function position(dialect: Dialect, part: string): RawBuilder<number> {
  const written = JSON.stringify(part).slice(1, -1)
  const length = sql.raw(dialect === 'mysql' ? 'char_length' : 'length')
  const texts = sql`replace(substr(k.identifiers, 2, ${length}(k.identifiers) - 2), '","', '""')`
  const place = sql.raw(dialect === 'postgres' ? 'strpos' : 'instr')
  if (!written.includes('\\')) return sql<number>`${place}(${texts}, ${written})`
  return sql<number>`${place}(replace(${texts}, ${'\\\\'}, ${backslash}), ${written.replaceAll('\\\\', backslash)})`
}
