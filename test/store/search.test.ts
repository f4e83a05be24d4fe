// Searches at random against a plain model of what they should find.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { withSearchIndex } from '#identity/search-indexed.ts'
import type { Account } from '#identity/identity-store.ts'
import { createReindex } from '#identity/reindex.ts'
import { createIdentitySearch, type IdentitySearch } from '#identity/search.ts'
import type { SearchOrder, SearchPosition } from '#identity/search-store.ts'
import { loadSchemas } from '#schema/load.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { createDatabase } from '#store/database.ts'
import { engineFor } from '#store/dialects/engine-for.ts'
import { servingLimits } from '#store/dialects/limits.ts'
import { readDsn } from '#store/dsn/read.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { searchLimits, type SearchLimits } from '#store/search-read.ts'
import { createSearchStore } from '#store/search-store.ts'
import type { Store } from '#store/store.ts'
import { allDatabases } from '../support/databases.ts'
import type { Promises } from './contract/promises.ts'
import { now, password, sampleIdentity, sampleSession, tokenHash } from './contract/samples.ts'
import { createDice, inOrder, isFound, type Dice, type Known } from './search-model.ts'

const searched = { type: 'string', pallas: { search: true } }
const document = (properties: object) =>
  `base64://${Buffer.from(JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object', properties: { traits: { type: 'object', properties } } })).toString('base64')}`
const person = document({
  email: { type: 'string', 'ory.sh/kratos': { credentials: { password: { identifier: true } } } },
  name: { type: 'object', properties: { first: searched, last: searched } },
  tags: { type: 'array', items: searched },
  age: { type: 'integer', pallas: { search: true } },
  note: { type: 'string' },
})
const load = (url: string): Promise<IdentitySchemas> =>
  loadSchemas({
    sources: [
      { id: 'person', url, selfserviceSelectable: false },
      { id: 'robot', url: document({ name: searched }), selfserviceSelectable: false },
    ],
    defaultId: 'person',
    fetch,
    readFile: () => Promise.reject(new Error('no files')),
    maxBytes: 1e5,
    timeoutMs: 1000,
  })

const long = 'a long text that goes on and on, further than anything that is compared in the index'
const firsts = [
  'Ada',
  'Zoë',
  'ADAM',
  'José María',
  "O'Brien",
  'Łukasz',
  '美玲',
  'x',
  `${long} one`,
  `${long} two`,
  'back\\slash',
  'a b',
  'a',
]
const lasts = ['Lovelace', 'Müller-Lüdenscheidt', 'García', 'van der Berg', 'Z']
const plans = ['pro', 'Free', 3, true, 'a b']
const hour = 3_600_000
const at = (dice: Dice) => now + dice.below(40) * hour

function randomAccount(dice: Dice, n: number): Account {
  const robot = dice.chance(0.2)
  const email =
    `${dice.pick(['ada', 'zoe.m', 'jose_g', 'R2-D2'])}-${n}@${dice.pick(['example.org', 'mail.example.org', 'Example.com'])}`.toLowerCase()
  const traits = robot
    ? { name: dice.pick(firsts) }
    : {
        email,
        name: { first: dice.pick(firsts), last: dice.pick(lasts) },
        tags: [dice.pick(lasts), dice.pick(firsts)],
        age: dice.below(5),
        note: dice.pick(firsts),
      }
  const identity = sampleIdentity({
    schemaId: robot ? 'robot' : 'person',
    traits,
    state: dice.chance(0.1) ? 'inactive' : 'active',
    metadataPublic: dice.chance(0.5)
      ? { plan: dice.pick(plans), deep: { tags: [dice.pick(plans), null, dice.pick(plans)] } }
      : null,
    metadataAdmin: dice.chance(0.5) ? { plan: dice.pick(plans) } : 'only text',
    createdAt: at(dice),
    updatedAt: at(dice),
  })
  return {
    identity,
    credentials: robot
      ? [{ ...password(), type: 'oidc', identifiers: [`Factory:${n}-X`] }]
      : [password(email)],
  }
}

function randomSearch(dice: Dice): IdentitySearch {
  const part = (text: string) => text.slice(0, 1 + dice.below(text.length))
  const range = () => {
    const from = at(dice),
      to = at(dice)
    return from < to ? (dice.chance(0.3) ? { from } : { from, to }) : { to: from + 1 }
  }
  const words = [
    'ada',
    'zoe',
    'example',
    'mail.ex',
    'brien',
    'jose maria',
    'lüden',
    'factory:1',
    '1',
    'a',
    'a long text that',
    'nobody',
    'der b',
    '@',
    '-',
    'Example.com',
    'love ada',
  ]
  return {
    ...(dice.chance(0.5) ? { words: dice.pick(words) } : {}),
    ...(dice.chance(0.3)
      ? {
          traits: [
            dice.chance(0.5)
              ? {
                  name: 'traits.name.first',
                  match: dice.pick(['equals', 'prefix'] as const),
                  value: part(dice.pick(firsts)),
                }
              : {
                  name: dice.pick(['traits.tags', 'traits.name.last', 'traits.name']),
                  match: 'equals',
                  value: dice.pick([...lasts, ...firsts]),
                },
          ],
        }
      : {}),
    ...(dice.chance(0.1)
      ? { traits: [{ name: 'traits.age', match: 'equals', value: String(dice.below(5)) }] }
      : {}),
    ...(dice.chance(0.2)
      ? {
          metadata: [
            {
              in: dice.pick(['metadata_public', 'metadata_admin'] as const),
              path: dice.pick(['plan', 'deep.tags', 'nothing']),
              value: String(dice.pick(plans)),
            },
          ],
        }
      : {}),
    ...(dice.chance(0.3) ? { state: dice.pick(['active', 'inactive'] as const) } : {}),
    ...(dice.chance(0.1) ? { schemaId: 'person' } : {}),
    ...(dice.chance(0.2) ? { created: range() } : {}),
    ...(dice.chance(0.2) ? { updated: range() } : {}),
    ...(dice.chance(0.3) ? { lastSignIn: dice.chance(0.4) ? 'never' : range() } : {}),
  }
}

async function sound(store: Store, schemas: IdentitySchemas) {
  const identities = withSearchIndex(store.identities, () => schemas)
  const reindex = createReindex({
    identities,
    search: store.search,
    schemas: () => schemas,
    accounts: { followed: (account) => account },
  })
  const search = createIdentitySearch({
    search: store.search,
    identities,
    schemas: () => schemas,
    reindex,
    reading: (_, work) => work(),
  })
  async function all(wanted: IdentitySearch, order: SearchOrder, limit: number) {
    const ids: string[] = []
    let after: SearchPosition | undefined
    for (;;) {
      const { found, next } = await search.find({
        search: wanted,
        order,
        page: { limit, ...(after ? { after } : {}) },
        count: 'none',
      })
      assert.ok(next === undefined || found.length === limit)
      ids.push(...found.map(({ account }) => account.identity.id))
      if (next === undefined) return ids
      after = next
    }
  }
  return { identities, reindex, search, all }
}

const sorts = ['created_at', 'updated_at', 'last_sign_in', 'id'] as const

/** Compares `rounds` random searches, in every page, with the model. */
async function compare(
  store: Store,
  schemas: IdentitySchemas,
  dice: Dice,
  known: readonly Known[],
  rounds: number,
): Promise<number> {
  const { all, search } = await sound(store, schemas)
  const namesOf = (one: Known) =>
    schemas.find(one.account.identity.schemaId)?.search.read ?? (() => [])
  let hits = 0
  for (let round = 0; round < rounds; round++) {
    const wanted = randomSearch(dice),
      order = { by: dice.pick(sorts), descending: dice.chance(0.5) }
    const expected = inOrder(
      known.filter((one) => isFound(one, wanted, namesOf(one))),
      order,
    )
    const shown = JSON.stringify({ wanted, order })
    assert.deepEqual(await all(wanted, order, dice.pick([3, 7, 50])), expected, shown)
    const { count, complete } = await search.find({
      search: wanted,
      order,
      page: { limit: 1 },
      count: 'exact',
    })
    assert.deepEqual(count, { value: expected.length, atLeast: false }, shown)
    assert.equal(complete, true)
    hits += expected.length
    // NOTE the rules of finding hold for it, too, so that some are enough
    if (round % 4 > 0) continue
    const { found, count: estimate } = await search.find({
      search: wanted,
      order,
      page: { limit: 4 },
      count: 'estimated',
    })
    assert.ok(estimate, shown)
    if (estimate.atLeast) assert.ok(estimate.value <= expected.length, shown)
    else assert.equal(estimate.value, expected.length, shown)
    assert.ok(estimate.value >= found.length, shown)
  }
  return hits
}

/** Small enough that a hundred identities are many. */
const tight: SearchLimits = { few: { one: 5, several: 8 }, many: 20, maxWalked: 12 }

for (const { kind, skip, fresh } of allDatabases) {
  for (const [name, limits] of [
    ['gathering', searchLimits],
    ['walking', tight],
  ] as const) {
    describe(`search on ${kind}, mostly by ${name}`, { skip }, () => {
      searchPromises((sentence, check) => {
        test(sentence, async () => {
          const { dsn, drop } = await fresh()
          await up(dsn)
          const store = await createStore({ dsn, sqlite: { synchronous: 'FULL' } })
          const database = createDatabase(
            await engineFor(readDsn(dsn), { synchronous: 'FULL', limits: servingLimits }),
          )
          try {
            await check({ ...store, search: createSearchStore(database, limits) })
          } finally {
            await database.close()
            await store.close()
            await drop()
          }
        })
      })
    })
  }
}

function searchPromises(promise: Promises): void {
  promise(
    'a search finds in order what a plain model finds, whatever is searched, changed, signed in or deleted',
    async (store) => {
      const dice = createDice(20_260_501),
        schemas = await load(person)
      const { identities } = await sound(store, schemas)
      const accounts = Array.from({ length: 150 }, (_, n) => randomAccount(dice, n))
      assert.deepEqual(
        await identities.insertMany(accounts),
        accounts.map(() => undefined),
      )
      let known: Known[] = []
      for (const account of accounts) {
        let lastSignIn = 0
        for (let n = dice.below(3); n > 0; n--) {
          const authenticatedAt = at(dice)
          await store.sessions.insert(
            sampleSession(account.identity, { authenticatedAt }),
            tokenHash(),
          )
          lastSignIn = Math.max(lastSignIn, authenticatedAt)
        }
        known.push({ account, lastSignIn })
      }
      let hits = await compare(store, schemas, dice, known, 60)

      const changed: Known[] = []
      for (const one of known) {
        if (dice.chance(0.2)) assert.equal(await identities.delete(one.account.identity.id), true)
        else if (dice.chance(0.4)) {
          const { identity, credentials } = one.account
          const fresh = randomAccount(dice, 1000 + changed.length)
          const wanted = {
            identity: {
              ...fresh.identity,
              id: identity.id,
              createdAt: identity.createdAt,
              version: identity.version,
            },
            credentials: dice.chance(0.5) ? fresh.credentials : credentials,
          }
          changed.push({ account: await identities.replace(wanted), lastSignIn: one.lastSignIn })
        } else changed.push(one)
      }
      known = changed
      hits += await compare(store, schemas, dice, known, 60)
      assert.ok(hits > 500, 'the searches would show nothing if they found nothing')
    },
  )

  promise(
    'what was written without an index, or with one of other rules, is found once it is indexed anew',
    async (store) => {
      const dice = createDice(7),
        schemas = await load(person)
      const accounts = Array.from({ length: 120 }, (_, n) => randomAccount(dice, n))
      await store.identities.insertMany(accounts)
      const known = accounts.map((account) => ({ account, lastSignIn: 0 }))
      const { reindex, all } = await sound(store, schemas)
      assert.equal(await reindex.isDone(), false)
      assert.deepEqual(await all({ words: 'example' }, { by: 'id', descending: false }, 10), [])
      while ((await reindex.some()) > 0);
      await compare(store, schemas, dice, known, 20)

      const other = await load(document({ note: searched }))
      const again = await sound(store, other)
      assert.equal(await again.reindex.isDone(), false)
      while ((await again.reindex.some()) > 0);
      assert.equal(await again.reindex.isDone(), true)
      const [first] = known.filter(({ account }) => account.identity.traits['note'] === 'Zoë')
      const found = await again.all(
        { traits: [{ name: 'traits.note', match: 'equals', value: 'zoe' }] },
        { by: 'id', descending: false },
        50,
      )
      assert.ok(first && found.includes(first.account.identity.id))
    },
  )

  promise(
    'an account that changed meanwhile keeps the entry that came with the change',
    async (store) => {
      const { identities, all } = await sound(store, await load(person))
      const account = randomAccount(createDice(3), 1)
      await identities.insert(account)
      await identities.replace(account)
      await store.search.index(account.identity, {
        mark: 'old',
        terms: [{ field: 'word', term: 'outdated' }],
      })
      assert.deepEqual(await all({ words: 'outdated' }, { by: 'id', descending: false }, 10), [])
    },
  )

  promise(
    'the last sign-in is that of the newest session, also of one that is confirmed; registration without a session is none',
    async (store) => {
      const { identities, search } = await sound(store, await load(person))
      const account = randomAccount(createDice(4), 1)
      await identities.insert(account)
      const lastSignIn = async () =>
        (
          await search.find({
            search: {},
            order: { by: 'id', descending: false },
            page: { limit: 1 },
            count: 'none',
          })
        ).found[0]?.lastSignInAt
      assert.equal(await lastSignIn(), undefined)
      const session = sampleSession(account.identity, { authenticatedAt: now + 5 })
      await store.sessions.insert(session, tokenHash())
      await store.sessions.insert(
        sampleSession(account.identity, { authenticatedAt: now + 3 }),
        tokenHash(),
      )
      assert.equal(await lastSignIn(), now + 5)
      await store.sessions.update({ ...session, authenticatedAt: now + 9 })
      assert.equal(await lastSignIn(), now + 9)
      await assert.rejects(
        store.transact(async () => {
          await store.sessions.insert(
            sampleSession(account.identity, { authenticatedAt: now + 20 }),
            tokenHash(),
          )
          throw new Error('given up')
        }),
        /given up/,
      )
      assert.equal(await lastSignIn(), now + 9)
    },
  )

  promise('an estimate counts no further than it says', async (store) => {
    const { identities, search } = await sound(store, await load(person))
    await identities.insertMany(
      Array.from({ length: 5 }, (_, n) => randomAccount(createDice(n), n)),
    )
    const few = await store.search.estimate({ terms: [] }, 3)
    assert.deepEqual(few, { value: 3, atLeast: true })
    const { count } = await search.find({
      search: {},
      order: { by: 'id', descending: false },
      page: { limit: 1 },
      count: 'estimated',
    })
    assert.deepEqual(count, { value: 5, atLeast: false })
  })

  promise('an unknown identity is passed over when it is indexed', async (store) => {
    await store.search.index(sampleIdentity(), { mark: 'm', terms: [{ field: 'word', term: 'w' }] })
    assert.equal(await store.search.count({ terms: [{ kind: 'word', begin: 'w' }] }), 0)
  })

  promise(
    'a part of an identifier finds those that hold it where it begins a word, and all that hold it where it begins none',
    async (store) => {
      const { identities } = await sound(store, await load(person))
      const emails = [
        'ada.lovelace@example.org',
        'adam@example.org',
        'mada@example.org',
        'ad%m@example.org',
      ]
      const accounts = emails.map((email) => ({
        identity: sampleIdentity({ traits: { email } }),
        credentials: [password(email)],
      }))
      await identities.insertMany(accounts)
      const found = async (similarIdentifier: string) =>
        (await identities.list({ similarIdentifier }, { limit: 9 }))
          .map(({ identity }) => String(identity.traits['email']))
          .toSorted()
      assert.deepEqual(await found('ada'), ['ada.lovelace@example.org', 'adam@example.org'])
      assert.deepEqual(await found('lovelace@ex'), ['ada.lovelace@example.org'])
      assert.deepEqual(await found('dam'), ['adam@example.org'])
      assert.deepEqual(await found('d%m'), ['ad%m@example.org'])
      assert.deepEqual(await found('áda'), [])
      assert.equal((await found('example')).length, 4)
      assert.equal(await identities.count({ similarIdentifier: 'ada' }), 2)
    },
  )

  promise('a part that very many identifiers begin with finds them all', async (store) => {
    const { identities } = await sound(store, await load(person))
    const accounts = Array.from({ length: 620 }, (_, n) => ({
      identity: sampleIdentity(),
      credentials: [password(`person-${n}@example.org`)],
    }))
    await identities.insertMany(accounts)
    assert.equal(await identities.count({ similarIdentifier: 'person-' }), 620)
    assert.equal(await identities.count({ similarIdentifier: 'erson-1' }), 111)
  })
}
