// What operators see of the limits of guessing, and how they clear it.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { person } from '../support/code-people.ts'
import { signIn } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the shield for operators', () => {
  let server: TestServer, id: string
  const email = 'guessed@example.org'
  before(async () => {
    server = await startServer({
      pallas: { shield: { account: { tries: 2 } }, trusted_proxies: ['127.0.0.1'] },
    })
    id = await person(server, email)
  })
  after(() => server.close())

  const guess = async () => {
    const { json } = await server.public('GET', '/self-service/login/api')
    return server.public('POST', `/self-service/login?flow=${json.id}`, {
      json: { method: 'password', identifier: email, password: 'wrong' },
      headers: { 'x-forwarded-for': '203.0.113.7' },
    })
  }
  const held = async (query: string) =>
    (await server.admin('GET', `/admin/pallas/shield?${query}`)).json

  it('shows what is held, clears it, and answers 400 and 404 for what it does not know', async () => {
    assert.deepEqual(await held(`identity_id=${id}`), { held: [], known_devices: 0 })
    for (let tries = 0; tries < 3; tries++) await guess()
    assert.deepEqual(await held(`identity_id=${id}`), {
      held: [{ kind: 'account', spent: 2, tries: 2, refill_seconds: 900 }],
      known_devices: 0,
    })
    assert.deepEqual(await held('network=203.0.113.77'), {
      held: [{ kind: 'network', spent: 2, tries: 300, refill_seconds: 10 }],
    })
    assert.equal((await signIn(server, email)).status, 400)
    for (const query of [`identity_id=${id}`, 'network=203.0.113.0/24', 'address=A@example.org'])
      assert.equal((await server.admin('DELETE', `/admin/pallas/shield?${query}`)).status, 204)
    assert.deepEqual(await held('network=203.0.113.1'), { held: [] })
    assert.equal((await signIn(server, email)).status, 200)
    assert.equal((await held(`identity_id=${id}`)).known_devices, 1)

    for (const method of ['GET', 'DELETE']) {
      const status = async (query: string) =>
        (await server.admin(method, `/admin/pallas/shield?${query}`)).status
      assert.equal(await status('identity_id=00000000-0000-4000-8000-000000000000'), 404)
      for (const query of ['', 'identity_id=1', `identity_id=${id}&network=10.0.0.1`])
        assert.equal(await status(query), 400, query)
    }
  })

  it('counts its verdicts', async () => {
    const { text } = await server.admin('GET', '/admin/metrics/prometheus')
    for (const line of [
      'pallas_shield_verdicts_total{on="account",verdict="go-on"} 3',
      'pallas_shield_verdicts_total{on="account",verdict="prove-work"} 2',
    ])
      assert.ok(text.includes(line), line)
  })
})

describe('a client network', () => {
  const spend = async (server: TestServer, headers: Readonly<Record<string, string>>) => {
    const answers = []
    for (let tries = 0; tries < 4; tries++) {
      const { json } = await server.public('GET', '/self-service/login/api')
      answers.push(
        (
          await server.public('POST', `/self-service/login?flow=${json.id}`, {
            json: { method: 'password', identifier: `x${tries}@example.org`, password: 'wrong' },
            headers,
          })
        ).headers['retry-after'] !== undefined,
      )
    }
    return answers
  }
  const limited = { shield: { network: { tries: 3 } } }

  it('has its tries for all accounts together, by the address that a trusted proxy tells', async () => {
    const server = await startServer({ pallas: { ...limited, trusted_proxies: ['127.0.0.1'] } })
    for (const ip of ['203.0.113.7', '2001:db8:1:2::3'])
      assert.deepEqual(await spend(server, { 'x-forwarded-for': ip }), [false, false, false, true])
    for (const same of ['203.0.113.200', '2001:db8:1:ff::9'])
      assert.deepEqual(await spend(server, { 'x-forwarded-for': same }), [true, true, true, true])
    await server.close()
  })

  it('is not told by a proxy that is not trusted, and a private one is none', async () => {
    const server = await startServer({ pallas: limited })
    for (const headers of [{ 'x-forwarded-for': '203.0.113.7' }, {}])
      assert.deepEqual(await spend(server, headers), Array(4).fill(false))
    await server.close()
    const behind = await startServer({ pallas: { ...limited, trusted_proxies: ['127.0.0.1'] } })
    for (const ip of ['10.1.2.3', '192.168.1.1', 'fd00::1', '127.0.0.1'])
      assert.deepEqual(await spend(behind, { 'x-forwarded-for': ip }), Array(4).fill(false))
    await behind.close()
  })
})
