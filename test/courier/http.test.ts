import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test'
import { aMessage, startCourier, until } from '../support/courier.ts'

type Seen = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly json: any
}

describe('messages handed to a service over HTTP', () => {
  const seen: Seen[] = []
  let status = 200,
    silent = false
  const service = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8')
      seen.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        text,
        json: text === '' ? undefined : JSON.parse(text),
      })
      if (!silent) response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end('ok')
    })
  })
  const at = (path: string) => `http://127.0.0.1:${(service.address() as AddressInfo).port}${path}`
  before(() => new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve)))
  after(() => service.close().closeAllConnections())
  beforeEach(() => {
    seen.length = 0
    status = 200
    silent = false
  })

  async function start(t: TestContext, section: object) {
    const courier = await startCourier({ worker: { pull_wait: '50ms' }, ...section })
    t.after(() => courier.stop())
    return courier
  }
  const mail = (config: object) => ({
    delivery_strategy: 'http',
    http: { request_config: { url: at('/mail'), method: 'POST', ...config } },
  })

  it('carry what a service needs, with a key in a header', async (t) => {
    const courier = await start(
      t,
      mail({
        headers: { 'X-From': 'courier' },
        auth: { type: 'api_key', config: { name: 'X-Api-Key', value: 'mail-key', in: 'header' } },
      }),
    )
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    const [{ method, url, headers, json }] = seen as [Seen]
    assert.deepEqual(
      [method, url, headers['x-from'], headers['x-api-key'], headers['content-type']],
      ['POST', '/mail', 'courier', 'mail-key', 'application/json'],
    )
    const { subject, body, ...facts } = json
    assert.deepEqual(facts, {
      recipient: 'ada@example.org',
      template_type: 'recovery_code_valid',
      to: 'ada@example.org',
      recovery_code: '123456',
      recovery_url: null,
      verification_url: null,
      verification_code: null,
    })
    assert.match(subject, /code/)
    assert.match(body, /123456/)
    const [stored] = await courier.store.messages.list({}, { limit: 1 })
    assert.equal(headers['idempotency-key'], stored?.id)
    assert.equal(stored?.status, 'sent')
  })

  it('carry a configured header in place of their own, whatever its case', async (t) => {
    const headers = { 'Idempotency-KEY': 'mine', 'Content-TYPE': 'application/vnd.mail+json' }
    const courier = await start(t, mail({ headers }))
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    const [call] = seen as [Seen]
    assert.deepEqual(
      [call.headers['idempotency-key'], call.headers['content-type']],
      ['mine', 'application/vnd.mail+json'],
    )
  })

  it('carry a key in a cookie, or user and password', async (t) => {
    const cookie = await start(
      t,
      mail({ auth: { type: 'api_key', config: { name: 'key', value: 'k', in: 'cookie' } } }),
    )
    await cookie.courier.queue(aMessage())
    await cookie.worker.drain()
    assert.equal(seen[0]?.headers.cookie, 'key=k')
    const basic = await start(
      t,
      mail({ method: 'PUT', auth: { type: 'basic_auth', config: { user: 'u', password: 'p' } } }),
    )
    await basic.courier.queue(aMessage())
    await basic.worker.drain()
    assert.deepEqual(
      [seen[1]?.method, seen[1]?.headers.authorization],
      ['PUT', `Basic ${Buffer.from('u:p').toString('base64')}`],
    )
  })

  it('are text messages where the channel says so, whatever mail does', async (t) => {
    const courier = await start(t, {
      channels: [{ id: 'sms', request_config: { url: at('/sms'), method: 'POST' } }],
    })
    await courier.courier.queue(
      aMessage({
        channel: 'sms',
        recipient: '+4915112345678',
        template: 'login_code_valid',
        data: { To: '+4915112345678', LoginCode: '654321' },
      }),
    )
    await courier.worker.drain()
    assert.equal(seen[0]?.url, '/sms')
    assert.equal(seen[0]?.json.body, '654321 is your code to sign in to Pallas. Do not pass it on.')
    assert.equal(seen[0]?.json.login_code, '654321')
  })

  it('have the body that a program makes of all facts', async (t) => {
    const asked: [string, any][] = []
    const section = {
      worker: { pull_wait: '50ms' },
      channels: [
        {
          id: 'sms',
          request_config: { url: at('/sms'), method: 'POST', body: 'base64://cHJvZ3JhbQ==' },
        },
      ],
    }
    const courier = await startCourier(section, {
      runProgram: async (source, facts) => (asked.push([source, facts]), { made: true }),
    })
    t.after(() => courier.stop())
    const data = {
      To: '+4915112345678',
      LoginCode: '654321',
      RequestURL: 'https://a.example/x',
      RequestURLDomain: 'a.example',
      TransientPayload: {},
      ExpiresInMinutes: 5,
      Identity: { id: 'i', traits: { a: 1 } },
      Traits: { a: 1 },
    }
    await courier.courier.queue(
      aMessage({ channel: 'sms', recipient: '+4915112345678', template: 'login_code_valid', data }),
    )
    await courier.worker.drain()
    assert.deepEqual(seen[0]?.json, { made: true })
    const [source, facts] = asked[0] ?? assert.fail()
    assert.equal(source, 'base64://cHJvZ3JhbQ==')
    assert.deepEqual(
      [facts.recipient, facts.template_type, facts.message_type, facts.identity.id],
      ['+4915112345678', 'login_code_valid', 'sms', 'i'],
    )
    assert.deepEqual(Object.keys(facts.template_data).toSorted(), [
      'expires_in_minutes',
      'identity',
      'login_code',
      'request_url',
      'to',
      'transient_payload',
    ])
  })

  it('that no channel takes are refused, for an operator to see', async (t) => {
    const courier = await start(t, { ...mail({}), message_retries: 0 })
    await courier.courier.queue(aMessage({ channel: 'sms', recipient: '+4915112345678' }))
    await courier.worker.drain()
    const [stored] = await courier.store.messages.list({}, { limit: 1 })
    assert.equal(stored?.status, 'abandoned')
    assert.match(stored?.dispatches[0]?.error ?? '', /courier\.channels/)
  })

  it('are tried again when the service is troubled, and refused when it says so', async (t) => {
    const courier = await start(t, { ...mail({}), message_retries: 0 })
    status = 503
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    assert.equal((await courier.store.messages.list({}, { limit: 1 }))[0]?.status, 'queued')
    status = 200
    courier.worker.start()
    await until(
      async () =>
        (await courier.store.messages.list({ status: 'sent' }, { limit: 1 })).length === 1,
    )
    for (const refusal of [400, 302]) {
      status = refusal
      await courier.courier.queue(aMessage())
      await until(
        async () =>
          (await courier.store.messages.list({ status: 'abandoned' }, { limit: 1 })).length === 1,
      )
      await courier.store.messages.deleteBefore(Date.now() + 1000, 9)
    }
  })

  it('do not wait for a service that never answers once the process ends', async (t) => {
    const courier = await start(t, mail({}))
    silent = true
    courier.worker.start()
    await courier.courier.queue(aMessage())
    await until(() => seen.length === 1)
    await courier.worker.end(100)
    // it was put back, not tried to the end
    assert.deepEqual(
      (await courier.store.messages.list({}, { limit: 1 })).map(({ status, sendCount }) => [
        status,
        sendCount,
      ]),
      [['queued', 0]],
    )
  })
})
