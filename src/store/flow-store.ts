import type { FlowStore } from '#flow/flow-store.ts'
import type { Flow } from '#flow/flow.ts'
import { StaleVersion } from '#identity/identity-store.ts'
import { prepareInsert, prepareLookUp } from './alike.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import { optional, toKey } from './text.ts'

/** Optional fields, which JSON leaves out when they are undefined. */
const optionalFields = {
  active: undefined,
  returnTo: undefined,
  csrfHash: undefined,
  identityId: undefined,
  schemaId: undefined,
  organizationId: undefined,
  transientPayload: undefined,
}

export function createFlowStore(database: Database): FlowStore {
  const { db } = database
  const insert = prepareInsert(
    database,
    'pallas_insert_flow',
    db
      .insertInto('pallas_flows')
      .values({ id: '', kind: '', identity_id: '', expires_at: 0, version: 0, data: '' })
      .compile(),
    { mayBeLost: true },
  )
  const find = prepareLookUp(
    database,
    'pallas_find_flow',
    db.selectFrom('pallas_flows').select(['id', 'kind', 'data']),
    'id',
    (row) => row['id'],
  )
  const update = prepare(
    database,
    'pallas_update_flow',
    db
      .updateTable('pallas_flows')
      .set({ identity_id: '', expires_at: 0, version: 0, data: '' })
      .where('id', '=', '')
      .where('version', '=', 0)
      .compile(),
  )
  const owner = (flow: Flow): string | null => optional(flow.identityId, toKey) ?? null

  return {
    async insert(flow) {
      await insert([
        toKey(flow.id),
        flow.kind,
        owner(flow),
        flow.expiresAt,
        flow.version,
        JSON.stringify(flow),
      ])
    },
    async find(kind, id) {
      const [row] = await find(toKey(id))
      return row?.['kind'] === kind ? readFlow(row['data']) : undefined
    },
    async update(flow) {
      const next: Flow = { ...flow, version: flow.version + 1 }
      const { changes } = await update([
        owner(next),
        next.expiresAt,
        next.version,
        JSON.stringify(next),
        toKey(flow.id),
        flow.version,
      ])
      if (changes === 0) throw new StaleVersion('The flow has changed since it was read.')
      return next
    },
    async delete(id) {
      await db.deleteFrom('pallas_flows').where('id', '=', toKey(id)).execute()
    },
    async deleteExpired(before, limit) {
      const expired = db.selectFrom('pallas_flows').select('id').where('expires_at', '<', before)
      const { numDeletedRows } = await db
        .deleteFrom('pallas_flows')
        .where('id', 'in', keysToDelete(expired, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
  }
}

function readFlow(data: unknown): Flow {
  return { ...optionalFields, ...(JSON.parse(data as string) as Flow) }
}
