import type { CodeStore, OneTimeCode } from '#identity/code-store.ts'
import type { AddressChannel } from '#schema/address-channel.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import type { Row } from './engine.ts'
import { fromText, optional, toKey, toText } from './text.ts'

export function createCodeStore(database: Database): CodeStore {
  const { db, transact } = database
  const ofFlow = prepare(
    database,
    'pallas_codes_of_flow',
    db.selectFrom('pallas_codes').selectAll().where('flow_id', '=', '').compile(),
  )

  return {
    replace: (flowId, codes) =>
      transact(async () => {
        await db.deleteFrom('pallas_codes').where('flow_id', '=', toKey(flowId)).execute()
        if (codes.length > 0) await db.insertInto('pallas_codes').values(codes.map(rowOf)).execute()
      }),
    ofFlow: async (flowId) => (await ofFlow([toKey(flowId)])).rows.map(readCode),
    async use(id) {
      // NOTE a used code is deleted: of two simultaneous deletions only one finds the row
      const { numDeletedRows } = await db
        .deleteFrom('pallas_codes')
        .where(({ eb, or, and }) =>
          or([
            eb('id', '=', toKey(id)),
            // all ids with this beginning: a semicolon follows a colon
            and([eb('id', '>=', `${toKey(id)}:`), eb('id', '<', `${toKey(id)};`)]),
          ]),
        )
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    async deleteExpired(before, limit) {
      const expired = db.selectFrom('pallas_codes').select('id').where('expires_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_codes')
        .where('id', 'in', keysToDelete(expired, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function rowOf({ id, flowId, hash, address, identityId, issuedAt, expiresAt }: OneTimeCode) {
  return {
    id: toKey(id),
    flow_id: toKey(flowId),
    hash,
    address: optional(address, ({ value }) => toText(value)) ?? null,
    via: address?.via ?? null,
    identity_id: optional(identityId, toKey) ?? null,
    issued_at: issuedAt,
    expires_at: expiresAt,
  }
}

function readCode(row: Row): OneTimeCode {
  const value = row['address'] as string | null
  return {
    id: fromText(row['id'] as string),
    flowId: fromText(row['flow_id'] as string),
    hash: row['hash'] as string,
    address:
      value === null ? undefined : { value: fromText(value), via: row['via'] as AddressChannel },
    identityId: optional(row['identity_id'] as string | null, fromText),
    issuedAt: row['issued_at'] as number,
    expiresAt: row['expires_at'] as number,
  }
}
