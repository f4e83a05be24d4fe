import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sampleMessage } from '../store/contract/messages.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the messages of the courier, for administrators', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    for (let index = 0; index < 12; index++) {
      await server.store.messages.insert(
        sampleMessage({
          recipient: index < 3 ? 'ada@example.org' : 'bo@example.org',
          status: index === 0 ? 'abandoned' : 'sent',
          createdAt: server.now() + index,
          dueAt: undefined,
          sendCount: 1,
          dispatches: [
            {
              id: '7f1f7d1c-2f5c-4a35-9f0e-1f2f3a4b5c6d',
              status: index === 0 ? 'failed' : 'success',
              error: index === 0 ? '550 nobody' : undefined,
              at: server.now(),
            },
          ],
        }),
      )
    }
  })
  after(() => server.close())
  const list = (query = '') => server.admin('GET', `/admin/courier/messages${query}`)

  it('are listed newest first, ten at a time unless asked otherwise, and linked page by page', async () => {
    const first = await list()
    assert.equal(first.status, 200)
    assert.equal(first.json.length, 10)
    const next = /<([^>]+)>; rel="next"/.exec(String(first.headers.link))?.[1] ?? assert.fail()
    const second = await server.admin('GET', next)
    assert.equal(second.json.length, 2)
    assert.doesNotMatch(String(second.headers.link), /rel="next"/)
    const ids = [...first.json, ...second.json].map(({ id }: { id: string }) => id)
    assert.equal(new Set(ids).size, 12)
    assert.equal((await list('?page_size=1000')).json.length, 12)
  })

  it('are found by status and recipient', async () => {
    assert.equal((await list('?recipient=ada%40example.org')).json.length, 3)
    assert.equal((await list('?recipient=ada%40example.org&status=sent')).json.length, 2)
    assert.deepEqual(
      (await list('?status=abandoned')).json.map((one: any) => [
        one.status,
        one.type,
        one.channel,
        one.template_type,
        one.send_count,
      ]),
      [['abandoned', 'email', 'email', 'recovery_code_valid', 1]],
    )
    assert.deepEqual((await list('?recipient=nobody%40example.org')).json, [])
  })

  it('bad filters, sizes, ids and forged page tokens are 400', async () => {
    const [first] = (await list()).json
    for (const query of [
      '?status=nonsense',
      '?page_size=ten',
      '?page_token=forged',
      `?page_token=${Buffer.from('messages:1').toString('base64url')}.AAAA`,
    ])
      assert.equal((await list(query)).status, 400, query)
    assert.equal((await server.admin('GET', '/admin/courier/messages/nothing')).status, 400)
    assert.equal(
      (await server.admin('GET', '/admin/courier/messages/00000000-0000-4000-8000-000000000000'))
        .status,
      404,
    )
    assert.equal(
      (await server.admin('GET', `/admin/courier/messages/${first.id.toUpperCase()}`)).status,
      200,
    )
  })

  it('one of them shows the tries to deliver it', async () => {
    const [{ id }] = (await list('?status=abandoned')).json
    const { json } = await server.admin('GET', `/admin/courier/messages/${id}`)
    assert.deepEqual(
      json.dispatches.map((one: any) => [one.status, one.error, one.message_id]),
      [['failed', { reason: '550 nobody' }, id]],
    )
    assert.equal((await list('?status=abandoned')).json[0].dispatches, undefined)
  })

  it('an abandoned one is tried again when told, any other is not', async () => {
    const [{ id }] = (await list('?status=abandoned')).json
    const answer = await server.admin('POST', `/admin/courier/messages/${id}/requeue`)
    assert.deepEqual([answer.status, answer.json.status], [200, 'queued'])
    assert.equal((await server.admin('POST', `/admin/courier/messages/${id}/requeue`)).status, 409)
    assert.equal(
      (
        await server.admin(
          'POST',
          '/admin/courier/messages/00000000-0000-4000-8000-000000000000/requeue',
        )
      ).status,
      404,
    )
  })

  it('are on the admin listener only', async () => {
    const answer = await server.public('GET', '/admin/courier/messages')
    assert.equal(answer.status, 307)
    assert.equal(answer.location, 'http://127.0.0.1:4434/admin/courier/messages')
  })
})

describe('what a message says', () => {
  for (const dev of [true, false]) {
    it(
      dev
        ? 'is shown to administrators in development mode'
        : 'is not shown to administrators in production',
      async (t) => {
        const server = await startServer(
          { selfservice: { flows: { recovery: { enabled: true, use: 'code' } } } },
          { dev },
        )
        t.after(() => server.close())
        const { json: identity } = await server.admin('POST', '/admin/identities', {
          json: { schema_id: 'default', traits: { email: 'ada@example.org' } },
        })
        assert.ok(identity.id)
        const flow = (await server.public('GET', '/self-service/recovery/api')).json
        await server.public('POST', `/self-service/recovery?flow=${flow.id}`, {
          json: { method: 'code', email: 'ada@example.org' },
        })
        await server.app.courier.drain()
        const [{ id, subject, body, status }] = (
          await server.admin('GET', '/admin/courier/messages')
        ).json
        assert.equal(status, 'sent')
        const [mail] = (
          await server.admin('GET', '/admin/pallas/mailbox/messages?to=ada%40example.org')
        ).json
        if (dev) assert.deepEqual([subject, body], [mail.subject, mail.text])
        else
          assert.deepEqual(
            [subject, body],
            ['<redacted-unless-dev-mode>', '<redacted-unless-dev-mode>'],
          )
        assert.equal(mail.id, id)
        assert.match(mail.codes[0], /^\d{6}$/)
      },
    )
  }
})
