import type { Impersonation, ImpersonationStore } from '#session/impersonation-store.ts'
import type { OpenedBy } from '#session/session.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import { fromText, toKey } from './text.ts'

export function createImpersonationStore({ db }: Database): ImpersonationStore {
  return {
    async insert({ codeHash, identityId, openedBy, expiresAt }) {
      await db
        .insertInto('pallas_impersonations')
        .values({
          code_hash: toKey(codeHash),
          identity_id: toKey(identityId),
          opened_by: JSON.stringify(openedBy),
          expires_at: expiresAt,
        })
        .execute()
    },
    async take(codeHash) {
      const mine = toKey(codeHash)
      const row = await db
        .selectFrom('pallas_impersonations')
        .selectAll()
        .where('code_hash', '=', mine)
        .executeTakeFirst()
      const { numDeletedRows } = await db
        .deleteFrom('pallas_impersonations')
        .where('code_hash', '=', mine)
        .executeTakeFirst()
      if (!row || numDeletedRows === 0n) return undefined
      const found: Impersonation = {
        codeHash,
        identityId: fromText(row.identity_id),
        openedBy: JSON.parse(row.opened_by) as OpenedBy,
        expiresAt: row.expires_at,
      }
      return found
    },
    async deleteExpired(before, limit) {
      const expired = db
        .selectFrom('pallas_impersonations')
        .select('code_hash')
        .where('expires_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_impersonations')
        .where('code_hash', 'in', keysToDelete(expired, 'code_hash', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}
