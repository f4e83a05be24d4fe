// People are read from every kind of database alike, and written into it.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Account } from '#identity/identity-store.ts'
import { allDatabases } from '../support/databases.ts'
import { cipherSecret, everybody, ground } from '../support/kratos-people.ts'
import { newest, writeTables } from '../support/kratos-tables.ts'
import { createDestination } from '../support/moves.ts'

const rows = everybody(),
  begun = Date.now()

/** What is brought, without what is made anew: ids of further addresses, and what is encrypted. */
async function brought(
  dsn: string,
  backTo?: string,
): Promise<{ accounts: unknown; tokens: unknown; lost: unknown }> {
  const here = createDestination()
  const { lost, comparison } = await here.move(dsn, { secrets: [cipherSecret] })
  assert.ok(comparison.every(({ isGood }) => isGood))
  const store = await here.open()
  const accounts = await store.identities.list({}, { limit: 100 })
  const sessions = await store.sessions.list({}, { limit: 100 })
  await store.close()
  if (backTo !== undefined) {
    const back = await here.moveBack(backTo)
    assert.deepEqual([back.lost, back.written], [[], back.found])
  }
  here.remove()
  return { accounts: accounts.map(told), tokens: sessions.map(({ session }) => session), lost }
}

/** NOTE whole seconds are all that MariaDB keeps of a time */
const told = ({ identity, credentials }: Account) =>
  JSON.parse(
    JSON.stringify({ identity, credentials })
      .replaceAll(/"1\.[\w-]{8}\.[\w-]+"/g, '"encrypted"')
      .replaceAll(/\b\d{13}\b/g, (time) =>
        Number(time) >= begun ? '"now"' : `${time.slice(0, 10)}000`,
      ),
  )

const seconds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll(/(\d{10})\d{3}\b/g, '$1000'))

const byText = (value: unknown): unknown =>
  (value as object[]).map((one) => JSON.stringify(one)).sort()

describe('people of the reference', () => {
  let expected: Awaited<ReturnType<typeof brought>> | undefined
  for (const databases of allDatabases)
    it(
      `are read from ${databases.kind}, and written into it`,
      { skip: databases.skip },
      async () => {
        const { dsn, drop } = await databases.fresh(),
          back = await databases.fresh()
        await writeTables(dsn, newest, rows)
        await writeTables(back.dsn, newest, ground)
        const found = await brought(dsn, back.dsn)
        const again = await brought(back.dsn)
        await drop()
        await back.drop()
        assert.deepEqual(again.accounts, found.accounts)
        assert.deepEqual(byText(again.tokens), byText(found.tokens))
        expected ??= found
        assert.deepEqual(found.accounts, expected.accounts)
        assert.deepEqual(byText(seconds(found.tokens)), byText(seconds(expected.tokens)))
        assert.deepEqual(byText(found.lost), byText(expected.lost))
      },
    )
})
