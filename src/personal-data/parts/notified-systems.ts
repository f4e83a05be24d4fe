import type { OutboxEntry } from '#hooks/outbox/outbox-store.ts'
import { toRfc3339 } from '#lib/time.ts'
import { allRows, pageRows, type DataPart } from '../part.ts'

/** Which other systems were told of the account, of what and when: the recipients of the data. */
export const notifiedSystems: DataPart = {
  name: 'notified_systems',
  tables: ['outbox'],
  async *many({ account: { identity } }, { outbox }) {
    const calls = allRows<OutboxEntry>((after) =>
      outbox.list(
        { identityId: identity.id },
        { limit: pageRows, ...(after === undefined ? {} : { after }) },
      ),
    )
    for await (const { topic, address, status, createdAt } of calls)
      yield {
        topic,
        host: URL.canParse(address) ? new URL(address).host : '',
        status,
        created_at: toRfc3339(createdAt),
      }
  },
}
