import { StaleVersion } from '#identity/identity-store.ts'
import { openedBy } from '#session/impersonation.ts'
import type { Device } from '#session/session.ts'
import type { SessionFilter, SessionStore } from '#session/session-store.ts'
import { prepareLookUp } from './alike.ts'
import { prepare } from './database.ts'
import type { Database } from './database.ts'
import { keysToDelete, numberLiteral } from './limited-delete.ts'
import { MissingParent } from './failures.ts'
import { readCache } from './read-cache.ts'
import { sessionColumns, sessionRow } from './encode-session.ts'
import { readSessionWithIdentity, selectSessions } from './session-rows.ts'
import { writeSearch } from './search-write.ts'
import { toKey } from './text.ts'

export function createSessionStore(database: Database): SessionStore {
  const { db, together } = database
  const { signedIn } = writeSearch(database)
  const select = selectSessions(db)
  const findByToken = prepareLookUp(
    database,
    'pallas_session_by_token',
    select.select('s.token_hash'),
    's.token_hash',
    (row) => row['token_hash'],
  )
  const findById = prepareLookUp(
    database,
    'pallas_session_by_id',
    select,
    's.id',
    (row) => row['session_id'],
  )
  const byToken = readCache(database, async (token) => {
    const [row] = await findByToken(toKey(token))
    return row && { ...readSessionWithIdentity(row), texts: new Map() }
  })
  const insert = prepare(
    database,
    'pallas_insert_session',
    db
      .insertInto('pallas_sessions')
      .values(Object.fromEntries(sessionColumns.map((name) => [name, ''])) as never)
      .compile(),
  )

  function filtered({ identityId, active, exceptId }: SessionFilter): typeof select {
    let query = select
    if (identityId !== undefined) query = query.where('s.identity_id', '=', toKey(identityId))
    if (exceptId !== undefined) query = query.where('s.id', '!=', toKey(exceptId))
    if (active === undefined) return query
    const { is, at } = active
    if (is) return query.where('s.active', '=', 1).where('s.expires_at', '>', at)
    return query.where((where) =>
      where.or([where('s.active', '=', 0), where('s.expires_at', '<=', at)]),
    )
  }

  return {
    async insert(session, token) {
      try {
        await together(async () => {
          await insert(sessionRow(session, token))
          if (!openedBy(session)) await signedIn(session.identityId, session.authenticatedAt)
        })
      } catch (error) {
        if (error instanceof MissingParent)
          throw new StaleVersion('The identity is gone.', { cause: error })
        throw error
      }
    },
    findByToken: byToken,
    knownByToken: database.hasVersion ? byToken.known : undefined,
    async find(id) {
      const [row] = await findById(toKey(id))
      return row && readSessionWithIdentity(row)
    },
    update: (
      { id, identityId, active, issuedAt, expiresAt, authenticatedAt, aal, methods, devices },
      token,
    ) =>
      together(async () => {
        await db
          .updateTable('pallas_sessions')
          .set({
            issued_at: issuedAt,
            expires_at: expiresAt,
            authenticated_at: authenticatedAt,
            aal,
            methods: JSON.stringify(methods),
            devices: JSON.stringify(devices),
            // NOTE a session that was revoked meanwhile stays revoked
            ...(active ? {} : { active: 0 }),
            ...(token === undefined ? {} : { token_hash: toKey(token) }),
          })
          .where('id', '=', toKey(id))
          .execute()
        await signedIn(identityId, authenticatedAt)
      }),
    async revoke(id) {
      const { numUpdatedRows } = await db
        .updateTable('pallas_sessions')
        .set({ active: 0 })
        .where('id', '=', toKey(id))
        .where('active', '=', 1)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },
    async disown({ id, devices }) {
      const row = { devices: JSON.stringify(devices.map((one) => ({ ...one, disowned: true }))) }
      const mine = db.updateTable('pallas_sessions').where('id', '=', toKey(id))
      const { numUpdatedRows } = await mine
        .set({ ...row, active: 0 })
        .where('active', '=', 1)
        .executeTakeFirst()
      if (numUpdatedRows > 0n) return true
      await mine.set(row).execute()
      return false
    },
    async devicesOf(identityId, exceptId, limit) {
      const rows = await db
        .selectFrom('pallas_sessions')
        .select('devices')
        .where('identity_id', '=', toKey(identityId))
        .where('id', '!=', toKey(exceptId))
        .orderBy('issued_at', 'desc')
        .limit(numberLiteral(limit))
        .execute()
      return rows.flatMap(({ devices }) => JSON.parse(devices) as Device[])
    },
    async revokeOfIdentity(identityId, exceptId) {
      let query = db
        .updateTable('pallas_sessions')
        .set({ active: 0 })
        .where('identity_id', '=', toKey(identityId))
        .where('active', '=', 1)
      if (exceptId !== undefined) query = query.where('id', '!=', toKey(exceptId))
      return Number((await query.executeTakeFirst()).numUpdatedRows)
    },
    async deleteOfIdentity(identityId) {
      return Number(
        (
          await db
            .deleteFrom('pallas_sessions')
            .where('identity_id', '=', toKey(identityId))
            .executeTakeFirst()
        ).numDeletedRows,
      )
    },
    async endMany(which, how, limit) {
      let chosen = db.selectFrom('pallas_sessions').select('id')
      if (which !== 'all') {
        const [column, ids] =
          'ids' in which
            ? (['id', which.ids] as const)
            : (['identity_id', which.identityIds] as const)
        if (ids.length === 0) return 0
        chosen = chosen.where(column, 'in', ids.map(toKey))
      }
      if (how === 'revoke') {
        const { numUpdatedRows } = await db
          .updateTable('pallas_sessions')
          .set({ active: 0 })
          .where('id', 'in', keysToDelete(chosen.where('active', '=', 1), 'id', limit))
          .where('active', '=', 1)
          .executeTakeFirst()
        return Number(numUpdatedRows)
      }
      const { numDeletedRows } = await db
        .deleteFrom('pallas_sessions')
        .where('id', 'in', keysToDelete(chosen, 'id', limit))
        .executeTakeFirst()
      return Number(numDeletedRows)
    },
    async list(filter, { limit, after }) {
      let query = filtered(filter)
      if (after !== undefined) {
        const { issuedAt } = after
        const id = toKey(after.id)
        query = query
          .where('s.issued_at', '<=', issuedAt)
          .where((where) => where.or([where('s.issued_at', '<', issuedAt), where('s.id', '<', id)]))
      }
      const rows = await query
        .orderBy('s.issued_at', 'desc')
        .orderBy('s.id', 'desc')
        .limit(numberLiteral(limit))
        .execute()
      return rows.map(readSessionWithIdentity)
    },
    async listByOffset(filter, { limit, offset }) {
      const rows = await filtered(filter)
        .orderBy('s.issued_at', 'desc')
        .orderBy('s.id', 'desc')
        .limit(numberLiteral(limit))
        .offset(numberLiteral(offset))
        .execute()
      return rows.map(readSessionWithIdentity)
    },
    async count(filter) {
      const row = await filtered(filter)
        .clearSelect()
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return row.count
    },
    async deleteExpired(before, limit) {
      const expired = db.selectFrom('pallas_sessions').select('id').where('expires_at', '<', before)
      return Number(
        (
          await db
            .deleteFrom('pallas_sessions')
            .where('id', 'in', keysToDelete(expired, 'id', limit))
            .executeTakeFirst()
        ).numDeletedRows,
      )
    },
  }
}
