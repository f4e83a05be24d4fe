// What the audit trail has of a piece of work.
import type { ChainedEntry } from '#audit/entry.ts'
import type { TestServer } from './server.ts'

/** The entries that the work has made, oldest first, without those of failed sign-ins. */
export async function entriesOf(
  server: TestServer,
  work: () => Promise<unknown>,
): Promise<readonly ChainedEntry[]> {
  const list = () => server.store.audit.list({}, { limit: 10_000 })
  const known = new Set((await list()).map(({ id }) => id))
  await work()
  return (await list())
    .filter(({ id, action }) => !known.has(id) && action !== 'login.failed')
    .toReversed()
}
