import type { IdentityStore } from '#identity/identity-store.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Database } from './database.ts'
import { numberLiteral } from './limited-delete.ts'
import { uniqueValueKind } from './unique-values.ts'

/**
 * Reads neighbours in the index of identifiers: they are stored by digest, so neighbours have
 * nothing in common, and a part of the index is as good as a choice by lot.
 */
export function sampleConfigs({ db }: Database): IdentityStore['sampleConfigs'] {
  return async (type, { from, limit }) => {
    const neighbours = (side: '>=' | '<', count: number) => {
      // NOTE as a nested query, so that no database begins with all credentials of the type
      const owners = db
        .selectFrom('pallas_lookups as k')
        .select('k.identity_id')
        .where('k.value_digest', side, from)
        .where('k.kind', '=', uniqueValueKind('identifier', type))
        .orderBy('k.value_digest')
        .limit(numberLiteral(count))
        .as('owners')
      return db
        .selectFrom('pallas_credentials as c')
        .innerJoin(owners, 'owners.identity_id', 'c.identity_id')
        .select('c.config')
        .where('c.type', '=', type)
        .execute()
    }
    const after = await neighbours('>=', limit)
    const before = after.length < limit ? await neighbours('<', limit - after.length) : []
    return [...after, ...before].map(({ config }) => JSON.parse(config) as JsonObject)
  }
}
