// Hashing is shared out by client network: who floods the server with passwords waits for its own.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openApi, password, signUp, submit } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip } })

describe('a client network that sends passwords without end', () => {
  let server: TestServer, token: string
  before(async () => {
    server = await startServer({
      // dear enough that what waits for a hash is what decides the order
      hashers: { algorithm: 'argon2', argon2: { memory: '32MB', iterations: 2, parallelism: 1 } },
      pallas: { trusted_proxies: ['127.0.0.1'] },
    })
    token = (await signUp(server, 'ada@example.org')).token
  })
  after(() => server.close())

  const flooding = 90
  /** How many of the flood are answered before somebody of another network is. */
  async function answeredBefore(network: string, act: () => Promise<unknown>): Promise<number> {
    const flow = await openApi(server, 'login', '', from(`${network}.1`))
    let answered = 0
    const flood = Array.from({ length: flooding }, async (_, n) => {
      const { status } = await submit(
        server,
        'login',
        flow,
        { method: 'password', identifier: `nobody-${n}@example.org`, password: 'wrong-4711' },
        from(`${network}.${n}`),
      )
      assert.ok([400, 429, 503].includes(status), `${status}`)
      answered++
    })
    while (!(await isFlooded())) await new Promise((done) => setImmediate(done))
    const atFirst = answered
    await act()
    const count = answered - atFirst
    await Promise.all(flood)
    return count
  }
  const isFlooded = async () =>
    Number(
      /^pallas_hashes_in_flight (\d+)/m.exec(
        (await server.admin('GET', '/metrics/prometheus')).text,
      )?.[1],
    ) >=
    flooding / 2

  const other = from('198.51.100.7')
  const acts: Readonly<Record<string, () => Promise<{ status: number }>>> = {
    'a sign-in': async () =>
      submit(
        server,
        'login',
        await openApi(server, 'login', '', other),
        { method: 'password', identifier: 'ada@example.org', password },
        other,
      ),
    'a sign-up': async () =>
      submit(
        server,
        'registration',
        await openApi(server, 'registration', '', other),
        { method: 'password', password, traits: { email: 'bob@example.org' } },
        other,
      ),
    // two hashes: whether it is the old one, and the new one
    'a new password': async () => {
      const call = { ...other, token }
      return submit(
        server,
        'settings',
        await openApi(server, 'settings', '', call),
        { method: 'password', password: 'another-horse-78-Battery' },
        call,
      )
    },
  }
  for (const [index, [what, act]] of Object.entries(acts).entries())
    it(`is overtaken by ${what} of another network`, async () => {
      const before = await answeredBefore(`203.0.${index}`, async () => {
        const { status } = await act()
        assert.equal(status, 200)
      })
      assert.ok(before < flooding / 3, `${before} of ${flooding} first`)
    })
})
