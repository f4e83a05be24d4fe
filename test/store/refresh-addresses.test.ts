// Addresses and identifiers follow a schema that has changed, on every database.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createAccounts } from '#identity/accounts.ts'
import { withSearchIndex } from '#identity/search-indexed.ts'
import { unrecorded } from '#audit/unrecorded.ts'
import { createReindex, type Followed } from '#identity/reindex.ts'
import type { IdentitySchema, IdentitySchemas } from '#schema/identity-schema.ts'
import { schemaOf } from '#schema/example-schemas.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import type { Store } from '#store/store.ts'
import { allDatabases } from '../support/databases.ts'
import { now } from './contract/samples.ts'

type Use = {
  readonly credentials?: object
  readonly verification?: object
  readonly recovery?: object | undefined
}
const trait = (use: Use) => ({ type: 'string', 'ory.sh/kratos': use })
const password = { password: { identifier: true } }
const plain = (): IdentitySchema =>
  schemaOf({ email: trait({ credentials: password }), nick: { type: 'string' } })
const withMail = (more: Use = {}): IdentitySchema =>
  schemaOf({
    email: trait({
      credentials: password,
      verification: { via: 'email' },
      recovery: { via: 'email' },
      ...more,
    }),
    nick: { type: 'string' },
  })
const withNicks = (): IdentitySchema =>
  schemaOf({ email: trait({ credentials: password }), nick: trait({ credentials: password }) })

const only = (schema: IdentitySchema): IdentitySchemas => ({
  defaultId: schema.id,
  list: () => [schema],
  find: (id) => (id === schema.id ? schema : undefined),
})

let made = 0
const accounts = createAccounts({
  clock: () => now,
  newId: () => `00000000-0000-7000-8000-${String(++made).padStart(12, '0')}`,
})

/** The identities of a store as they are seen with a schema. */
function seenWith(store: Store, schema: IdentitySchema) {
  const schemas = () => only(schema)
  const identities = withSearchIndex(store.identities, schemas)
  const plain = createReindex({ identities, search: store.search, schemas, accounts })
  const reindex: typeof plain = {
    ...plain,
    some: (report) => unrecorded(() => plain.some(report)),
  }
  return {
    identities,
    reindex,
    async refresh() {
      const told: (readonly [string, Followed])[] = []
      let looked = 0
      for (let some = 1; some > 0; looked += some)
        some = await reindex.some((id, followed) => told.push([id, followed]))
      return { looked, told }
    },
    async insert(count: number, nick?: string) {
      const all = Array.from({ length: count }, (_, n) =>
        accounts.create(schema, {
          traits: { email: `p${n}@example.org`, nick: nick ?? `nick${n}` },
          credentials: [],
        }),
      )
      assert.ok((await identities.insertMany(all)).every((conflict) => conflict === undefined))
      return all.map(({ identity }) => identity.id)
    },
  }
}

for (const { kind, skip, fresh } of allDatabases)
  describe(`a schema that has changed, on ${kind}`, { skip }, () => {
    const on = (sentence: string, check: (store: Store) => Promise<void>): void =>
      void test(sentence, async () => {
        const { dsn, drop } = await fresh()
        await up(dsn)
        const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
        try {
          await check(store)
        } finally {
          await store.close()
          await drop()
        }
      })

    on(
      'gives everybody the addresses that it names, goes on where it stopped, and is done once',
      async (store) => {
        const ids = await seenWith(store, plain()).insert(150)
        const stopped = seenWith(store, withMail())
        assert.equal(await stopped.reindex.some(), 100)
        assert.equal(await stopped.reindex.isDone(), false)
        const { refresh, identities, reindex } = seenWith(store, withMail())
        const { looked, told } = await refresh()
        assert.deepEqual([looked, told.length], [50, 50])
        assert.equal(await reindex.isDone(), true)
        for (const [n, id] of ids.entries()) {
          const found = await identities.findByAddress('recovery', `p${n}@example.org`)
          assert.equal(found?.identity.id, id)
          assert.deepEqual(
            found.identity.verifiableAddresses.map(({ via, value, verified, status }) => [
              via,
              value,
              verified,
              status,
            ]),
            [['email', `p${n}@example.org`, false, 'pending']],
          )
        }
        assert.deepEqual(await refresh(), { looked: 0, told: [] })
      },
    )

    on('changes nobody whom it does not concern', async (store) => {
      const before = await seenWith(store, plain()).insert(3)
      const renamed = schemaOf({
        email: { ...trait({ credentials: password }), title: 'Mail' },
        nick: { type: 'string', pallas: { search: true } },
      })
      const { refresh, identities } = seenWith(store, renamed)
      assert.deepEqual(await refresh(), { looked: 3, told: [] })
      for (const id of before) assert.equal((await identities.find(id))?.identity.version, 1)
    })

    on('keeps what was verified, and takes away what it does not name any more', async (store) => {
      const first = seenWith(store, withMail())
      const [id = ''] = await first.insert(1)
      const account = await first.identities.find(id)
      assert.ok(account)
      await first.identities.replace({
        ...account,
        identity: {
          ...account.identity,
          verifiableAddresses: account.identity.verifiableAddresses.map((one) => ({
            ...one,
            verified: true,
            status: 'completed',
            verifiedAt: now,
          })),
        },
      })
      await seenWith(store, withMail({ recovery: undefined })).refresh()
      const then = (await store.identities.find(id))?.identity
      assert.deepEqual(
        [then?.verifiableAddresses[0]?.verified, then?.recoveryAddresses],
        [true, []],
      )
      assert.equal(await store.identities.findByAddress('recovery', 'p0@example.org'), undefined)
    })

    on('makes no address of what is none', async (store) => {
      const { identities } = seenWith(store, plain())
      const account = accounts.create(plain(), {
        traits: { email: 'not an address' },
        credentials: [],
      })
      await identities.insert(account)
      await seenWith(store, withMail()).refresh()
      const then = (await store.identities.find(account.identity.id))?.identity
      assert.deepEqual([then?.verifiableAddresses, then?.recoveryAddresses], [[], []])
    })

    on('gives nobody what belongs to another, and tells who', async (store) => {
      const ids = await seenWith(store, plain()).insert(3, 'same')
      const { told, looked } = await seenWith(store, withNicks()).refresh()
      assert.deepEqual(
        [looked, told.map(([, followed]) => followed).toSorted()],
        [3, ['changed', 'taken', 'taken']],
      )
      const owner = await store.identities.findByIdentifier('password', 'same')
      assert.equal(owner?.identity.id, told.find(([, followed]) => followed === 'changed')?.[0])
      for (const n of ids.keys())
        assert.ok(await store.identities.findByIdentifier('password', `p${n}@example.org`))
    })

    on('is not undone by somebody who changes an identity at the same time', async (store) => {
      const [id = ''] = await seenWith(store, plain()).insert(1)
      const { reindex, identities } = seenWith(store, withMail())
      const read = await identities.find(id)
      assert.ok(read)
      await reindex.some()
      await assert.rejects(
        identities.replace({ ...read, identity: { ...read.identity, traits: {} } }),
      )
      assert.equal((await identities.find(id))?.identity.recoveryAddresses.length, 1)
    })
  })
