// Accounts with so much data that its file is made in the background.
import { randomUUID } from 'node:crypto'
import { shortFile } from '#personal-data/exports.ts'
import type { TestServer } from './server.ts'

/**
 * Gives somebody so many sessions that their data is no short file: by their number, or, which is quicker,
 * by their length. Answers how many.
 */
export async function addSessions(
  server: TestServer,
  identityId: string,
  by: 'number' | 'length' = 'length',
): Promise<number> {
  const at = server.now() - 3_600_000
  const userAgent = by === 'length' ? 'Long '.repeat(20_000) : 'Short'
  const count =
    by === 'length' ? Math.ceil(shortFile.characters / userAgent.length) : shortFile.pieces
  await server.store.transact(async () => {
    for (let n = 0; n < count; n++)
      await server.store.sessions.insert(
        {
          id: randomUUID(),
          identityId,
          active: false,
          issuedAt: at - n,
          expiresAt: at,
          authenticatedAt: at - n,
          aal: 'aal1',
          methods: [{ method: 'password', aal: 'aal1', completedAt: at - n }],
          devices: [{ id: randomUUID(), ipAddress: '192.0.2.7', userAgent, location: '' }],
        },
        randomUUID(),
      )
  })
  return count
}
