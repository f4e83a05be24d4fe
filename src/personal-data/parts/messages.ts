import { distinct } from '#lib/distinct.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { Message } from '#courier/message.ts'
import type { DataPart, DataSources } from '../part.ts'
import { allRows, pageRows } from '../part.ts'

/** Messages to the addresses of the person: what kind and when, without what stood in them. */
export const messages: DataPart = {
  name: 'messages',
  tables: ['messages'],
  async *many({ account: { identity } }, sources) {
    const known = [...identity.verifiableAddresses, ...identity.recoveryAddresses]
    for (const recipient of distinct(known.map(({ value }) => value))) {
      // NOTE an address may have belonged to somebody else before
      const since = Math.min(
        ...known.filter(({ value }) => value === recipient).map(({ createdAt }) => createdAt),
      )
      for await (const message of newestFirst(recipient, sources)) {
        if (message.createdAt < since) break
        yield {
          to: recipient,
          channel: message.channel,
          kind: message.template,
          status: message.status,
          created_at: toRfc3339(message.createdAt),
        }
      }
    }
  },
}

const newestFirst = (recipient: string, { messages: store }: DataSources) =>
  allRows<Message>((after) =>
    store.list({ recipient }, { limit: pageRows, ...(after === undefined ? {} : { after }) }),
  )
