// Requirement 83: whatever kinds of password hashes are imported, the time of a sign-in does not tell
// whether there is an account. What is done is counted.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readHash } from '#crypto/foreign.ts'
import { createCountedStore, type CountedStore } from '../support/counted-store.ts'
import { clientOf, editions, type Edition } from '../support/editions.ts'
import { published } from '../support/hashes.ts'
import { Jar } from '../support/jar.ts'
import { answering, program, startReceiver, type Receiver } from '../support/receiver.ts'
import { startServer, type TestServer } from '../support/server.ts'
import { workOf } from '../support/work.ts'

const files = ['argon2', 'bcrypt', 'crypt', 'digests', 'pbkdf2', 'scrypt']
/** One of each kind that costs more than next to nothing, and not so much that the test takes long. */
const imported = new Map(
  published.flatMap(([, , hash]) => {
    const { kind, costMs } = readHash(hash) ?? assert.fail()
    return costMs < 1 || costMs > 30 ? [] : [[kind, hash] as const]
  }),
)

const newest = editions.at(-1) ?? assert.fail()

describe('a sign-in where hashes of every kind were imported', () => {
  let counted: CountedStore, server: TestServer, receiver: Receiver
  before(async () => {
    counted = await createCountedStore()
    receiver = await startReceiver()
    receiver.answers(answering(403))
    const hook = {
      enabled: true,
      config: {
        url: `${receiver.url}/check`,
        method: 'POST',
        body: program('function(ctx) { identifier: ctx.identifier, password: ctx.password }'),
      },
    }
    server = await startServer(
      { selfservice: { methods: { password: { config: { migrate_hook: hook } } } } },
      { store: counted.store },
    )
  })
  after(async () => {
    await server.close()
    await receiver.close()
  })

  const create = async (email: string, credentials: object) => {
    const { status, text } = await server.admin('POST', '/admin/identities', {
      json: { traits: { email }, credentials },
    })
    assert.equal(status, 201, text)
  }
  const importAll = async () => {
    for (const [kind, hash] of imported)
      await create(emailOf(kind), { password: { config: { hashed_password: hash } } })
  }
  const emailOf = (kind: string) => `${kind.replace(/[^a-z0-9]+/g, '-')}@example.org`

  /** How often each file of hashes has checked something, and what the store was asked. */
  async function signIn(email: string, edition: Edition = newest) {
    const at = clientOf(server, edition),
      jar = new Jar()
    const flow = await at.open('login', jar)
    const fields = { [at.identifier]: email, password: 'not-this-one-4711' }
    let operations: readonly string[] = []
    const work = await workOf(async () => {
      operations = await counted.during(async () => {
        const { status } = await at.send('login', flow, 'password', jar, fields)
        assert.ok(status === 302 || status === 303, `${status}`)
        assert.equal(jar.get('ory_kratos_session'), undefined)
      })
    })
    const hashes = files.map(
      (file) => `${file} ${work.calls(`src/crypto/hashes/${file}.ts`, 'matches')}`,
    )
    const waits = work.calls('src/methods/password/migration.ts', 'pretend')
    return { operations: [...operations], hashes: hashes.join(', '), waits }
  }

  /** The work of hashing for each name, which is the same in every edition. */
  const seen = new Map<string, string>()
  const strangers = Array.from({ length: 30 }, (_, n) => `nobody-${n}@example.org`)

  it('is the same for a stranger as for one of the accounts, each time that it is tried', async () => {
    const before = (await signIn('nobody@example.org')).hashes
    await importAll()
    await create('bare@example.org', {})
    await create('linked@example.org', {
      oidc: { config: { providers: [{ provider: 'hub', subject: 'S1' }] } },
    })
    // what is stored is looked at once in a minute
    server.pass(61_000)
    await signIn('somebody@example.org')
    const ofAccounts = new Map<string, number>()
    let operations: readonly string[] | undefined
    for (const kind of imported.keys()) {
      const done = await signIn(emailOf(kind))
      ofAccounts.set(done.hashes, 0)
      seen.set(emailOf(kind), done.hashes)
      operations ??= done.operations
      assert.deepEqual(done.operations, operations, kind)
      assert.notEqual(done.hashes, before, kind)
    }
    for (const email of [...strangers, 'bare@example.org', 'linked@example.org']) {
      const done = await signIn(email)
      assert.ok(ofAccounts.has(done.hashes), `${email}: ${done.hashes}`)
      assert.deepEqual(done.operations, operations)
      seen.set(email, done.hashes)
      ofAccounts.set(done.hashes, (ofAccounts.get(done.hashes) ?? 0) + 1)
      if (email.endsWith('5@example.org'))
        assert.equal((await signIn(email)).hashes, done.hashes, email)
    }
    for (const [hashes, strangersLikeIt] of ofAccounts) assert.ok(strangersLikeIt > 0, hashes)
  })

  for (const edition of editions.filter((one) => one !== newest))
    it(`is the same in every edition: the same hashes for a name, the same operations for all (${edition.name})`, async () => {
      const names = [
        ...[...imported.keys()].map(emailOf),
        ...strangers.slice(0, 4),
        'bare@example.org',
        'linked@example.org',
      ]
      let operations: readonly string[] | undefined
      for (const email of names) {
        const done = await signIn(email, edition)
        assert.equal(done.hashes, seen.get(email) ?? assert.fail(email), email)
        operations ??= done.operations
        assert.deepEqual(done.operations, operations, email)
      }
    })

  it('is a hash of ours where another system is asked; some strangers wait as long, and it hears of none', async () => {
    for (const name of ['elsewhere', ...Array.from({ length: 9 }, (_, n) => `elsewhere-${n}`)])
      await create(`${name}@example.org`, {
        password: { config: { use_password_migration_hook: true } },
      })
    const ours = await signIn('elsewhere@example.org')
    assert.match(ours.hashes, /bcrypt [1-9]/)
    assert.equal(ours.hashes.match(/ [1-9]/g)?.length, 1)
    server.pass(61_000)
    const waits: number[] = []
    for (const email of strangers.slice(0, 15)) {
      const { hashes, waits: count } = await signIn(email)
      if (count > 0) assert.equal(hashes, ours.hashes)
      waits.push(count)
    }
    assert.ok(waits.some((count) => count > 0) && waits.includes(0), waits.join())
    assert.ok(receiver.calls.every(({ json }) => json.identifier === 'elsewhere@example.org'))
  })
})
