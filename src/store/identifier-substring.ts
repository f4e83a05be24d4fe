// Finds identities with an identifier that contains a text. Where the text begins a word, as it
// nearly always does, the search index finds them; only otherwise all identifiers are compared.
import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { cut, fold } from '#lib/fold.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import type { Dialect } from './engine.ts'
import { termHolds } from './search-conditions.ts'

/** Up to this number, candidates are compared one by one. */
const maxCandidates = 500

/** A condition on the id of an identity. */
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
    const candidates = await terms.distinct().limit(numberLiteral(maxCandidates)).execute()
    if (candidates.length === 0) return holding(part)
    if (candidates.length === maxCandidates) {
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
 * Replaces an escaped backslash in JSON, since one of its two characters could belong to another
 * escape. JSON does not contain this character itself.
 */
const backslash = '\u0001'

/**
 * The position of the text in the identifiers of a credential; 0 when none contains it. The
 * identifiers are a JSON list, whose brackets and separators are removed. Compares bytes, unlike
 * LIKE.
 */
function position(dialect: Dialect, part: string): RawBuilder<number> {
  const written = JSON.stringify(part).slice(1, -1)
  const length = sql.raw(dialect === 'mysql' ? 'char_length' : 'length')
  const texts = sql`replace(substr(k.identifiers, 2, ${length}(k.identifiers) - 2), '","', '""')`
  const place = sql.raw(dialect === 'postgres' ? 'strpos' : 'instr')
  if (!written.includes('\\')) return sql<number>`${place}(${texts}, ${written})`
  const escaped = sql`replace(${texts}, ${'\\\\'}, ${backslash})`
  return sql<number>`${place}(${escaped}, ${written.replaceAll('\\\\', backslash)})`
}
