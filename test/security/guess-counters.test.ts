// Wrong guesses are counted for the account that they are about, and for every unknown identifier
// by itself: whoever guesses at one locks out nobody else, known or not, and learns by the limit of
// none whether there is an account.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { clientOf, editions } from '../support/editions.ts'
import { Jar } from '../support/jar.ts'
import { openApi, submit } from '../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

const most = 3

/**
 * One wrong guess at an identifier; whether it was refused unchecked because there were too many.
 */
type Guess = (server: TestServer, identifier: string) => Promise<boolean>

const guesses: Readonly<Record<string, Guess>> = {
  ...Object.fromEntries(
    editions.map((edition): [string, Guess] => [
      `passwords through ${edition.name}`,
      async (server, identifier) => {
        const at = clientOf(server, edition),
          jar = new Jar()
        const fields = { [at.identifier]: identifier, password: 'not-this-one-4711' }
        const flow = await at.open('login', jar)
        const { headers } = await at.send('login', flow, 'password', jar, fields)
        return headers['retry-after'] !== undefined
      },
    ]),
  ),
  'codes of messages': async (server, identifier) => {
    const flow = await openApi(server, 'login')
    await submit(server, 'login', flow, { method: 'code', identifier })
    const wrong = { method: 'code', identifier, code: 'wrong' }
    return (await submit(server, 'login', flow, wrong)).headers['retry-after'] !== undefined
  },
}

/** Two of each, and what each of them may also be called. */
const subjects = ['known', 'known-too', 'unknown', 'unknown-too'].map((name) => ({
  email: `${name}@example.org`,
  spelt: ` ${name.toUpperCase()}@Example.ORG `,
}))

const forget = (server: TestServer) =>
  server.store.budgets.deleteExpired(Number.MAX_SAFE_INTEGER, 1000)

for (const [what, guess] of Object.entries(guesses)) {
  describe(`guesses at ${what}`, () => {
    let server: TestServer
    before(async () => {
      server = await startServer(
        mergeDeep(passwordless, {
          security: { account_enumeration: { mitigate: true } },
          pallas: { guessing: { max_failures: most, wait: '15m' } },
        }),
      )
      for (const { email } of subjects.slice(0, 2)) await person(server, email)
    })
    after(() => server.close())

    for (const { email, spelt } of subjects) {
      it(`at ${email} are limited for it, however it is spelt, and for no other`, async () => {
        const others = subjects.filter((one) => one.email !== email)
        for (let tries = 0; tries < most; tries++)
          assert.equal(await guess(server, tries % 2 === 0 ? email : spelt), false)
        for (const one of [email, spelt]) assert.equal(await guess(server, one), true, one)
        for (const one of others) assert.equal(await guess(server, one.email), false, one.email)
        await forget(server)
      })
    }
  })
}

describe('guesses at one identifier in different editions', () => {
  it('are counted together, whether there is an account or not', async () => {
    const server = await startServer(
      mergeDeep(passwordless, {
        security: { account_enumeration: { mitigate: true } },
        pallas: { guessing: { max_failures: 1, wait: '15m' } },
      }),
    )
    await person(server, 'known@example.org')
    const atPasswords = Object.entries(guesses).filter(([what]) => what.startsWith('passwords'))
    for (const [first, one] of atPasswords) {
      for (const [second, other] of atPasswords) {
        for (const email of ['known@example.org', 'unknown@example.org']) {
          assert.equal(await one(server, email), false, `${first} of ${email}`)
          assert.equal(await other(server, email), true, `${second} of ${email} after ${first}`)
          await forget(server)
        }
      }
    }
    await server.close()
  })
})
