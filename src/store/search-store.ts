import type { SearchStore } from '#identity/search-store.ts'
import type { Database } from './database.ts'
import { readSearch, searchLimits, type SearchLimits } from './search-read.ts'
import { writeSearch } from './search-write.ts'

export function createSearchStore(
  database: Database,
  limits: SearchLimits = searchLimits,
): SearchStore {
  return { ...readSearch(database, limits), index: writeSearch(database).index }
}
