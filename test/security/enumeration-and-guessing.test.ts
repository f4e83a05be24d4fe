// Security requirements 8, 10 and 12: nobody learns who has an account, and nobody guesses for long.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  messageIds,
  openApi,
  openSpa,
  password,
  signIn,
  signUp,
  submit,
  submitSpa,
} from '../support/people.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type Answer, type TestServer } from '../support/server.ts'

const stable = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, v: unknown) =>
      typeof v === 'string'
        ? v
            .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
            .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<time>')
            .replaceAll(/[a-z-]+@example\.org/g, '<email>')
        : v,
    ),
  )
const reduced = ({ status, headers, json }: Answer) =>
  stable({
    status,
    headers: Object.entries(headers).filter(
      ([name]) => !['x-request-id', 'date', 'content-length'].includes(name),
    ),
    json,
  })

describe('a login', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ pallas: { guessing: { max_failures: 0 } } })
    await signUp(server, 'known@example.org')
    await server.admin('POST', '/admin/identities', {
      json: { traits: { email: 'bare@example.org' } },
    })
  })
  after(() => server.close())

  it('answers a wrong password, an unknown person and one without a password the same', async () => {
    const answers = []
    for (const email of ['known@example.org', 'none@example.org', 'bare@example.org'])
      answers.push(reduced(await signIn(server, email, 'wrong-password')))
    assert.deepEqual(answers[0], answers[1])
    assert.deepEqual(answers[0], answers[2])
  })

  it('that asks for the identifier first does not tell either, where enumeration is hidden', async () => {
    const hidden = await startServer({
      security: { account_enumeration: { mitigate: true } },
      selfservice: { flows: { login: { style: 'identifier_first' } } },
    })
    try {
      await signUp(hidden, 'known@example.org')
      const answers = []
      for (const email of ['known@example.org', 'none@example.org'])
        answers.push(
          reduced(
            await submit(hidden, 'login', await openApi(hidden, 'login'), {
              method: 'identifier_first',
              identifier: email,
            }),
          ),
        )
      assert.deepEqual(answers[0], answers[1])
    } finally {
      await hidden.close()
    }
  })
})

describe('guessing a password', () => {
  let server: TestServer
  before(async () => {
    server = await startServer({ pallas: { guessing: { max_failures: 5, wait: '15m' } } })
  })
  after(() => server.close())

  const wrong = (email: string, headers: Record<string, string> = {}) =>
    openApi(server, 'login').then((flow) =>
      submit(
        server,
        'login',
        flow,
        { method: 'password', identifier: email, password: 'wrong-password' },
        { headers },
      ),
    )

  it('ends after so many wrong tries in a row, however the identifier is spelt and whatever headers come', async () => {
    await signUp(server, 'guess@example.org')
    const spellings = [
      'guess@example.org',
      'GUESS@example.org',
      ' guess@EXAMPLE.org ',
      'ｇuess@example.org',
      'guess@example.org',
    ]
    for (const [n, spelling] of spellings.entries())
      assert.deepEqual(
        messageIds(
          (await wrong(spelling, { 'x-forwarded-for': `10.0.0.${n}`, 'user-agent': `agent-${n}` }))
            .json,
        ),
        [4000006],
      )
    const refused = await signIn(server, 'guess@example.org')
    assert.equal(refused.status, 400)
    assert.deepEqual(messageIds(refused.json), [4000038])
    assert.ok(Number(refused.headers['retry-after']) > 0, 'it says when to try again')
  })

  it('rests by whichever flow and caller the tries come', async () => {
    await signUp(server, 'paths@example.org')
    for (let i = 0; i < 5; i++) {
      const jar = new Jar()
      await submitSpa(server, 'login', await openSpa(server, 'login', jar), jar, {
        method: 'password',
        identifier: 'paths@example.org',
        password: 'wrong-password',
      })
    }
    assert.equal((await signIn(server, 'paths@example.org')).status, 400)
  })

  it('lets the owner in again after the wait, and a success clears the count', async () => {
    await signUp(server, 'owner@example.org')
    for (let i = 0; i < 5; i++) await wrong('owner@example.org')
    assert.equal((await signIn(server, 'owner@example.org')).status, 400)
    server.pass(15 * 60_000 + 1)
    assert.equal((await signIn(server, 'owner@example.org')).status, 200)
    for (let i = 0; i < 4; i++) await wrong('owner@example.org')
    assert.equal((await signIn(server, 'owner@example.org')).status, 200)
    for (let i = 0; i < 4; i++) await wrong('owner@example.org')
    assert.equal((await signIn(server, 'owner@example.org')).status, 200)
  })

  it('counts 200 guesses at the same moment: no more than the limit are ever checked', async () => {
    await signUp(server, 'burst@example.org')
    const flow = await openApi(server, 'login')
    const answers = await Promise.all(
      Array.from({ length: 200 }, () =>
        submit(server, 'login', flow, {
          method: 'password',
          identifier: 'burst@example.org',
          password: 'wrong-password',
        }),
      ),
    )
    const checked = answers.filter(({ json }) => messageIds(json).includes(4000006)).length
    assert.equal(checked, 5)
  })

  it('treats an unknown account like a known one', async () => {
    for (let i = 0; i < 5; i++)
      assert.deepEqual(messageIds((await wrong('nobody@example.org')).json), [4000006])
    assert.deepEqual(messageIds((await wrong('NOBODY@example.org')).json), [4000038])
  })

  it('can be without limit', async () => {
    const open = await startServer({ pallas: { guessing: { max_failures: 0 } } })
    try {
      await signUp(open, 'open@example.org')
      for (let i = 0; i < 120; i++) await signIn(open, 'open@example.org', 'wrong-password')
      assert.equal((await signIn(open, 'open@example.org', password)).status, 200)
    } finally {
      await open.close()
    }
  })
})
