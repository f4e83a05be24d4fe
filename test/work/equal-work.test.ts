// Whether there is an account must not be readable from the time of an answer: the same is looked
// up, hashed and stored for those who have one and for those who have none. What is done is
// counted; bench/timing measures how long it takes.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { codeSchema } from '../support/code-people.ts'
import { createCountedStore, type CountedStore } from '../support/counted-store.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { openApi, submit } from '../support/people.ts'
import { mergeDeep, startServer, type Answer, type TestServer } from '../support/server.ts'
import { workOf } from '../support/work.ts'

const config = (use: 'code' | 'link') =>
  mergeDeep(codeSchema(), {
    security: { account_enumeration: { mitigate: true } },
    hashers: { algorithm: 'argon2', argon2: { memory: '8MB', iterations: 1, parallelism: 1 } },
    selfservice: {
      methods: { code: { enabled: true, passwordless_enabled: true }, link: { enabled: true } },
      flows: { recovery: { enabled: true, use }, verification: { enabled: true, use } },
    },
  })

/** A message that is stored, and what is stored in its place where nobody would get one. */
const inPlace = (operation: string) => operation.replace(/^messages\.insert$/, 'codes.replace')

const isReading = (operation: string) => /\.(find|list|count|ofFlow)/.test(operation)

type Done = {
  readonly operations: readonly string[]
  readonly hashes: number
  readonly answer: Answer
}

for (const use of ['code', 'link'] as const) {
  describe(`what is done for somebody with an account and without (messages by ${use})`, () => {
    let counted: CountedStore, server: TestServer
    const known = 'known@example.org'
    const others = {
      nobody: 'nobody@example.org',
      'somebody without a password': 'bare@example.org',
    }
    before(async () => {
      counted = await createCountedStore()
      server = await startServer(config(use), { store: counted.store })
      for (const [email, credentials] of [
        [known, { password: { config: { password: 'correct-horse-77-Battery' } } }],
        [others['somebody without a password'], {}],
      ] as const)
        await server.admin('POST', '/admin/identities', {
          json: {
            schema_id: 'default',
            traits: { email },
            credentials,
            verifiable_addresses: [
              { value: email, via: 'email', verified: true, status: 'completed' },
            ],
          },
        })
    })
    after(() => server.close())

    async function done(act: () => Promise<Answer>): Promise<Done> {
      let answer: Answer | undefined
      let operations: readonly string[] = []
      const work = await workOf(async () => {
        operations = await counted.during(async () => (answer = await act()))
      })
      return {
        operations: operations.map(inPlace),
        hashes: work.calls('src/crypto/hashes/argon2.ts', 'matches'),
        answer: answer ?? assert.fail(),
      }
    }

    for (const edition of editions)
      it(`is one hash and the same storing for a wrong password (${edition.name})`, async () => {
        const at = clientOf(server, edition)
        const of = async (email: string) => {
          const jar = new Jar(),
            flow = await at.open('login', jar)
          const fields = { [at.identifier]: email, password: 'not-this-one-4711' }
          return done(() => at.send('login', flow, 'password', jar, fields))
        }
        // what is stored is looked at once in a minute, whoever signs in
        await of(others.nobody)
        const usual = await of(known)
        assert.equal(usual.hashes, 1)
        for (const [who, email] of Object.entries(others)) {
          const { operations, hashes, answer } = await of(email)
          assert.deepEqual(operations, usual.operations, who)
          assert.equal(hashes, 1, who)
          assert.equal(answer.status, usual.answer.status)
        }
      })

    for (const kind of ['recovery', 'verification', 'login'] as const) {
      const method = kind === 'login' ? 'code' : use
      const ask = (flow: any, email: string) =>
        submit(server, kind, flow, { method, email, identifier: email })

      it(`is as much to store when a message is asked for (${kind})`, async () => {
        const of = async (email: string) => {
          const flow = await openApi(server, kind)
          const { operations } = await done(() => ask(flow, email))
          return operations.filter((one) => !isReading(one))
        }
        const usual = await of(known)
        assert.ok(usual.length > 3, usual.join(', '))
        assert.deepEqual(await of(others.nobody), usual)
      })

      if (method === 'code')
        it(`is the same for a wrong code (${kind})`, async () => {
          const of = async (email: string) => {
            const flow = await openApi(server, kind)
            await ask(flow, email)
            const wrong = { method, code: 'wrong', identifier: email }
            return (await done(() => submit(server, kind, flow, wrong))).operations
          }
          const usual = await of(known)
          assert.ok(usual.length > 3, usual.join(', '))
          assert.deepEqual(await of(others.nobody), usual)
        })
    }

    it('is next to nothing for a password of 200 kB', async () => {
      for (const email of [known, ...Object.values(others)]) {
        const flow = await openApi(server, 'login')
        const password = 'x'.repeat(200 * 1024)
        const { hashes, answer } = await done(() =>
          submit(server, 'login', flow, { method: 'password', identifier: email, password }),
        )
        assert.deepEqual([answer.status, hashes], [400, 0], email)
      }
    })
  })
}
