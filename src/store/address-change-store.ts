import type { AddressChangeStore } from '#identity/address-change-store.ts'
import type { Database } from './database.ts'
import { toKey } from './text.ts'

export function createAddressChangeStore({ db, dialect }: Database): AddressChangeStore {
  return {
    async wait(identityId, flowId) {
      const insert = db
        .insertInto('pallas_address_changes')
        .values({ identity_id: toKey(identityId), flow_id: toKey(flowId) })
      await (
        dialect === 'mysql'
          ? insert.onDuplicateKeyUpdate({ flow_id: toKey(flowId) })
          : insert.onConflict((conflict) =>
              conflict.column('identity_id').doUpdateSet({ flow_id: toKey(flowId) }),
            )
      ).execute()
    },
    waiting: async (identityId) =>
      (
        await db
          .selectFrom('pallas_address_changes')
          .select('flow_id')
          .where('identity_id', '=', toKey(identityId))
          .executeTakeFirst()
      )?.flow_id,
    async clear(identityId) {
      await db
        .deleteFrom('pallas_address_changes')
        .where('identity_id', '=', toKey(identityId))
        .execute()
    },
  }
}
