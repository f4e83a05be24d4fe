import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { leaseMs, waitAfter } from '#hooks/outbox/worker.ts'
import { up } from '#store/migrate.ts'
import { createStore } from '#store/open.ts'
import { openApi, password, signUp, submit } from '../../support/people.ts'
import {
  answering,
  startReceiver,
  webHook,
  type Mood,
  type Receiver,
} from '../../support/receiver.ts'
import { startServer, type TestServer } from '../../support/server.ts'

const secret = `whsec_${Buffer.from('a-secret-that-receivers-know').toString('base64')}`

describe('a web hook whose answer is ignored', () => {
  let receiver: Receiver, server: TestServer
  before(async () => {
    receiver = await startReceiver()
    server = await startServer(
      {
        pallas: {
          web_hooks: { signing_secrets: [secret] },
          events: {
            web_hooks: [
              {
                url: `${receiver.url}/events`,
                headers: { 'X-Key': 'k' },
                topics: ['identity.created', 'identity.deleted'],
              },
            ],
          },
        },
        selfservice: {
          flows: {
            registration: {
              after: {
                password: {
                  hooks: [
                    webHook(`${receiver.url}/registered?key=hidden`, {
                      response: { ignore: true },
                    }),
                    { hook: 'session' },
                  ],
                },
              },
            },
            settings: {
              after: {
                profile: {
                  hooks: [webHook(`${receiver.url}/changed`, { response: { ignore: true } })],
                },
              },
            },
          },
        },
      },
      { callLimits: { timeoutMs: 300, maxBytes: 1000, waitsMs: [] } },
    )
  })
  beforeEach(async () => {
    receiver.answers(answering(204))
    server.pass(600_000)
    await server.app.outbox.drain()
    receiver.calls.length = 0
  })
  after(async () => {
    await server.close()
    await receiver.close()
  })
  const failing =
    (status: number): Mood =>
    (call, response) =>
      answering(call.path === '/events' ? 204 : status)(call, response)
  const at = (path: string) => receiver.calls.filter((call) => call.path.startsWith(path))

  it('is called after the flow, with what the flow was', async () => {
    await signUp(server, 'one@example.org')
    await server.app.outbox.drain()
    assert.equal(at('/registered')[0]?.json.identity.traits.email, 'one@example.org')
  })

  it('keeps nobody waiting: whoever has caused it is answered before it is called', async () => {
    await signUp(server, 'slow@example.org')
    assert.deepEqual(at('/registered'), [])
    await server.app.outbox.drain()
    assert.equal(at('/registered').length, 1)
  })

  it('is signed as Standard Webhooks says', async () => {
    await signUp(server, 'signed@example.org')
    await server.app.outbox.drain()
    const [call] = at('/registered')
    const {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    } = call?.headers ?? {}
    const expected = createHmac('sha256', 'a-secret-that-receivers-know')
      .update(`${id as string}.${timestamp as string}.${call?.text}`)
      .digest('base64')
    assert.equal(signature, `v1,${expected}`)
    assert.equal(Number(timestamp), Math.floor(server.now() / 1000))
  })

  it('is not called for a registration that fails', async () => {
    await signUp(server, 'taken@example.org')
    await server.app.outbox.drain()
    receiver.calls.length = 0
    const flow = await openApi(server, 'registration')
    assert.equal(
      (
        await submit(server, 'registration', flow, {
          method: 'password',
          password,
          traits: { email: 'taken@example.org' },
        })
      ).status,
      400,
    )
    await server.app.outbox.drain()
    assert.deepEqual(receiver.calls, [])
  })

  it('is called again until it answers, each time later, always as the same event', async () => {
    receiver.answers(failing(500))
    await signUp(server, 'again@example.org')
    await server.app.outbox.drain()
    assert.equal(at('/registered').length, 1)
    await server.app.outbox.drain()
    assert.equal(at('/registered').length, 1, 'not before its time')
    server.pass(waitAfter(1))
    await server.app.outbox.drain()
    receiver.answers(answering(204))
    server.pass(waitAfter(2))
    await server.app.outbox.drain()
    server.pass(60_000)
    await server.app.outbox.drain()
    assert.equal(at('/registered').length, 3)
    assert.equal(new Set(at('/registered').map(({ headers }) => headers['webhook-id'])).size, 1)
  })

  it('is called in the order of the changes of an identity, also when one of them has to wait', async () => {
    receiver.answers(failing(503))
    const { token, email } = await signUp(server, 'order@example.org')
    for (const first of ['A', 'B']) {
      server.pass(1)
      await submit(
        server,
        'settings',
        await openApi(server, 'settings', '', { token }),
        { method: 'profile', traits: { email, name: { first } } },
        { token },
      )
    }
    await server.app.outbox.drain()
    assert.equal(at('/changed').length, 0)
    receiver.answers(answering(204))
    receiver.calls.length = 0
    for (let round = 0; round < 6; round++) {
      server.pass(leaseMs)
      await server.app.outbox.drain()
    }
    assert.deepEqual(
      receiver.calls
        .filter(({ path }) => path !== '/events')
        .map(({ json }) => json.identity.traits.name?.first),
      [undefined, 'A', 'B'],
    )
  })

  it('is given up after a while, seen by administrators without what was sent, and called again when they say so', async () => {
    receiver.answers(failing(500))
    const { id } = await signUp(server, 'given-up@example.org')
    await server.app.outbox.drain()
    server.pass(73 * 3_600_000)
    await server.app.outbox.drain()
    const listed = await server.admin(
      'GET',
      `/admin/pallas/outbox?status=abandoned&identity_id=${id}`,
    )
    const entry = listed.json.find((one: any) => one.topic === 'registration.after')
    assert.equal(entry.status, 'abandoned')
    assert.match(entry.error, /status 500/)
    assert.doesNotMatch(listed.text, /given-up@example|hidden/)
    receiver.answers(answering(204))
    receiver.calls.length = 0
    assert.equal(
      (await server.admin('POST', `/admin/pallas/outbox/${entry.id}/replay`)).status,
      200,
    )
    assert.equal(
      (await server.admin('POST', `/admin/pallas/outbox/${entry.id}/replay`)).status,
      409,
    )
    await server.app.outbox.drain()
    assert.equal(at('/registered').length, 1)
    assert.equal(
      (
        await server.admin(
          'POST',
          '/admin/pallas/outbox/018f0000-0000-7000-8000-000000000000/replay',
        )
      ).status,
      404,
    )
    assert.equal((await server.admin('GET', '/admin/pallas/outbox?status=lost')).status, 400)
    assert.equal((await server.public('GET', '/admin/pallas/outbox')).status, 307)
  })

  it('tells those who want to know of every identity that an administrator makes or deletes', async () => {
    const { json } = await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email: 'made@example.org' } },
    })
    await server.app.outbox.drain()
    await server.admin('PATCH', `/admin/identities/${json.id}`, {
      json: [{ op: 'replace', path: '/metadata_public', value: { a: 1 } }],
    })
    await server.admin('DELETE', `/admin/identities/${json.id}`)
    await server.app.outbox.drain()
    await server.app.outbox.drain()
    assert.deepEqual(
      at('/events').map((call) => [
        call.json.type,
        call.json.data.identity.id,
        call.headers['x-key'],
      ]),
      [
        ['identity.created', json.id, 'k'],
        ['identity.deleted', json.id, 'k'],
      ],
    )
  })

  it('tells nothing of somebody who is deleted before it is sent, but that they are', async () => {
    const { json } = await server.admin('POST', '/admin/identities', {
      json: { schema_id: 'default', traits: { email: 'short@example.org' } },
    })
    await server.admin('DELETE', `/admin/identities/${json.id}`)
    await server.app.outbox.drain()
    const calls = at('/events').filter((call) => call.json.data.identity.id === json.id)
    assert.deepEqual(
      calls.map((call) => call.json.type),
      ['identity.deleted'],
    )
    assert.doesNotMatch(JSON.stringify(calls.map((call) => call.json)), /short@example/)
  })
})

describe('what the outbox will tell', () => {
  it('is in no file of the database and in no log, whatever becomes of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pallas-test-outbox-'))
    const dsn = `sqlite://${folder}/db.sqlite?_fk=true`
    await up(dsn)
    const receiver = await startReceiver()
    const later = webHook(`${receiver.url}/later?key=only-in-the-address`, {
      response: { ignore: true },
      auth: { type: 'api_key', config: { name: 'X', value: 'only-in-a-header', in: 'header' } },
    })
    const server = await startServer(
      { selfservice: { flows: { registration: { after: { password: { hooks: [later] } } } } } },
      {
        store: await createStore({ dsn, sqlite: { synchronous: 'FULL' } }),
        callLimits: { timeoutMs: 300, maxBytes: 1000, waitsMs: [] },
      },
    )
    const flow = await openApi(server, 'registration')
    await submit(server, 'registration', flow, {
      method: 'password',
      password,
      traits: { email: 'sealed@example.org' },
      transient_payload: { note: 'only-in-the-body' },
    })
    const look = async (status: string) => {
      const [entry, ...others] = await server.store.outbox.list({}, { limit: 10 })
      assert.deepEqual([entry?.status, others], [status, []])
      const files = readdirSync(folder)
      assert.ok(files.includes('db.sqlite'))
      const texts = files.map((file) => readFileSync(join(folder, file), 'latin1'))
      for (const text of [...texts, server.log.join('\n')])
        assert.doesNotMatch(text, /only-in-(the-address|a-header|the-body)/, status)
    }
    await look('queued')
    receiver.answers(answering(500))
    await server.app.outbox.drain()
    await look('queued')
    server.pass(73 * 3_600_000)
    await server.app.outbox.drain()
    await look('abandoned')
    const [entry] = await server.store.outbox.list({}, { limit: 1 })
    receiver.answers(answering(204))
    receiver.calls.length = 0
    await server.admin('POST', `/admin/pallas/outbox/${entry?.id}/replay`)
    await server.app.outbox.drain()
    await look('delivered')
    const [call] = receiver.calls
    assert.match(call?.path ?? '', /only-in-the-address/)
    assert.equal(call?.headers['x'], 'only-in-a-header')
    assert.match(call?.text ?? '', /only-in-the-body/)
    await server.close()
    await receiver.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
