import type {
  ConsoleCode,
  ConsoleSession,
  ConsoleSessionStore,
} from '#session/console-session-store.ts'
import type { Database } from './database.ts'
import { keysToDelete } from './limited-delete.ts'
import type { ConsoleCodesTable, ConsoleSessionsTable } from './tables/console-sessions.ts'
import { fromText, toKey } from './text.ts'

export function createConsoleSessionStore({ db, together }: Database): ConsoleSessionStore {
  const codes = db.selectFrom('pallas_console_codes')
  const sessions = db.selectFrom('pallas_console_sessions')
  const deleteCodes = db.deleteFrom('pallas_console_codes')
  const deleteSessions = db.deleteFrom('pallas_console_sessions')
  return {
    async insertCode({ identityId, sessionId, challenge, authenticatedAt, expiresAt }, hash) {
      await db
        .insertInto('pallas_console_codes')
        .values({
          code_hash: toKey(hash),
          identity_id: toKey(identityId),
          session_id: toKey(sessionId),
          challenge: toKey(challenge),
          authenticated_at: authenticatedAt,
          expires_at: expiresAt,
        })
        .execute()
    },
    takeCode: (hash) =>
      together(async () => {
        const key = toKey(hash)
        const row = await codes.selectAll().where('code_hash', '=', key).executeTakeFirst()
        const { numDeletedRows } = await deleteCodes.where('code_hash', '=', key).executeTakeFirst()
        return row && numDeletedRows > 0n ? codeOf(row) : undefined
      }),
    async insert(session, hash) {
      await db
        .insertInto('pallas_console_sessions')
        .values({
          id: toKey(session.id),
          token_hash: toKey(hash),
          identity_id: toKey(session.identityId),
          session_id: toKey(session.sessionId),
          authenticated_at: session.authenticatedAt,
          created_at: session.createdAt,
          expires_at: session.expiresAt,
          seen_at: session.seenAt,
        })
        .execute()
    },
    async findByToken(hash) {
      const row = await sessions
        .selectAll()
        .where('token_hash', '=', toKey(hash))
        .executeTakeFirst()
      return row && sessionOf(row)
    },
    async noteSeen(id, at, before) {
      await db
        .updateTable('pallas_console_sessions')
        .set({ seen_at: at })
        .where('id', '=', toKey(id))
        .where('seen_at', '<=', before)
        .execute()
    },
    async remove(id) {
      const { numDeletedRows } = await deleteSessions.where('id', '=', toKey(id)).executeTakeFirst()
      return numDeletedRows > 0n
    },
    async deleteExpired(before, limit) {
      const oldCodes = codes.select('code_hash').where('expires_at', '<', before)
      const oldSessions = sessions.select('id').where('expires_at', '<', before)
      const results = [
        await deleteCodes
          .where('code_hash', 'in', keysToDelete(oldCodes, 'code_hash', limit))
          .executeTakeFirst(),
        await deleteSessions
          .where('id', 'in', keysToDelete(oldSessions, 'id', limit))
          .executeTakeFirst(),
      ]
      return results.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0)
    },
  }
}

const sessionOf = (row: ConsoleSessionsTable): ConsoleSession => ({
  id: fromText(row.id),
  identityId: fromText(row.identity_id),
  sessionId: fromText(row.session_id),
  authenticatedAt: row.authenticated_at,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  seenAt: row.seen_at,
})

const codeOf = (row: ConsoleCodesTable): ConsoleCode => ({
  identityId: fromText(row.identity_id),
  sessionId: fromText(row.session_id),
  challenge: fromText(row.challenge),
  authenticatedAt: row.authenticated_at,
  expiresAt: row.expires_at,
})
