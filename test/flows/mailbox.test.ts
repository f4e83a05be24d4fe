import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMessageEncryption } from '#courier/encryption.ts'
import { createCipher } from '#crypto/cipher.ts'
import { openConsole, sendForm } from '../support/console.ts'
import { Jar } from '../support/jar.ts'
import { startServer, type TestServer } from '../support/server.ts'

const evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'

describe('the built-in mailbox', () => {
  let server: TestServer
  const ids = [
    '11111111-1111-4111-8111-111111111111',
    '22222222-2222-4222-8222-222222222222',
  ] as const
  before(async () => {
    server = await startServer()
    const encryption = createMessageEncryption(() =>
      createCipher(['a-cipher-secret-for-tests-only-3']),
    )
    const put = (id: string, recipient: string, at: number, text: string) =>
      server.store.mailbox.put({
        id,
        channel: 'email',
        recipient,
        template: 'recovery_code_valid',
        receivedAt: server.now() + at,
        content: encryption.encryptContent(id, {
          subject: `Hi ${evil}`,
          text,
          html: `<html><head></head><body><a href="https://x.example/?a=1">go</a>${evil}</body></html>`,
        }),
      })
    await put(
      ids[0],
      'ada@example.org',
      0,
      `Your code: 123456\nhttp://127.0.0.1:4433/self-service/recovery?flow=a1234567-0&token=t.\n${evil}`,
    )
    await put(ids[1], 'bo@example.org', 1, 'Nothing 12345 in v1234567 here')
  })
  after(() => server.close())

  it('is read by programs, with the codes and links of each message', async () => {
    const all = await server.admin('GET', '/admin/pallas/mailbox/messages')
    assert.deepEqual(
      all.json.map((one: any) => one.id),
      [ids[1], ids[0]],
    )
    const [first] = (
      await server.admin('GET', '/admin/pallas/mailbox/messages?to=ada%40example.org')
    ).json
    assert.deepEqual(
      [first.to, first.codes, first.links],
      [
        'ada@example.org',
        ['123456'],
        ['http://127.0.0.1:4433/self-service/recovery?flow=a1234567-0&token=t'],
      ],
    )
    assert.deepEqual(all.json[0].codes, [])
    assert.deepEqual(
      (await server.admin('GET', `/admin/pallas/mailbox/messages/${ids[0]}`)).json,
      first,
    )
    assert.equal((await server.admin('GET', '/admin/pallas/mailbox/messages/nothing')).status, 404)
  })

  it('is read by people; nothing in a mail can run, load or leave its frame', async () => {
    const list = await server.admin('GET', '/ui/mailbox', { accept: 'text/html' })
    assert.equal(list.status, 200)
    assert.equal(list.headers['refresh'], '3')
    assert.match(list.text, />123456<\/span>/)
    const one = await server.admin('GET', `/ui/mailbox/${ids[0]}`, { accept: 'text/html' })
    assert.match(
      one.text,
      /<a href="http:\/\/127\.0\.0\.1:4433\/self-service\/recovery\?flow=a1234567-0&amp;token=t" target="_blank"/,
    )
    assert.match(
      one.text,
      /<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="/,
    )
    assert.doesNotMatch(list.text, /<script>|<img/)
    assert.doesNotMatch(one.text, /<script|<img/)
    const policy = String(one.headers['content-security-policy'])
    assert.match(policy, /^default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:;/)
    assert.doesNotMatch(policy, /script-src|connect-src/)
    const sheet = /<link rel="stylesheet" href="([^"]+)"/.exec(list.text)?.[1] ?? assert.fail()
    assert.equal(
      (await server.admin('GET', sheet)).headers['content-type'],
      'text/css; charset=utf-8',
    )
    assert.equal(
      (await server.admin('GET', '/ui/mailbox/nothing', { accept: 'text/html' })).status,
      404,
    )
  })

  it('is on the admin listener only', async () => {
    for (const path of ['/ui/mailbox', `/ui/mailbox/${ids[0]}`, '/pallas/mailbox/messages'])
      assert.equal((await server.public('GET', path)).status, 404, path)
    assert.equal((await server.public('GET', '/admin/pallas/mailbox/messages')).status, 307)
  })

  it('is emptied message by message, by recipient, or whole; not by the form of another site', async () => {
    const jar = new Jar()
    const url = `/ui/mailbox/${ids[1]}`
    const { token = '' } = await openConsole(server, url, jar)
    const form = { csrf_token: token }
    const site = { 'sec-fetch-site': 'cross-site' }
    assert.equal((await sendForm(server, `${url}/delete`, jar, form, site)).status, 403)
    assert.equal((await sendForm(server, `${url}/delete`, jar, {})).status, 403)
    const gone = await sendForm(server, `${url}/delete`, jar, form)
    assert.deepEqual([gone.status, gone.location], [303, '/ui/mailbox?done=message-deleted'])
    assert.equal(
      (await server.admin('DELETE', `/admin/pallas/mailbox/messages/${ids[1]}`)).status,
      404,
    )
    assert.deepEqual(
      (await server.admin('DELETE', '/admin/pallas/mailbox/messages?to=bo%40example.org')).json,
      { count: 0 },
    )
    assert.deepEqual((await server.admin('DELETE', '/admin/pallas/mailbox/messages')).json, {
      count: 1,
    })
    assert.deepEqual((await server.admin('GET', '/admin/pallas/mailbox/messages')).json, [])
  })
})

it('with a mail server there is no mailbox', async (t) => {
  const server = await startServer({ courier: { smtp: { connection_uri: 'smtp://127.0.0.1:1/' } } })
  t.after(() => server.close())
  for (const path of ['/admin/pallas/mailbox/messages', '/ui/mailbox'])
    assert.equal((await server.admin('GET', path)).status, 404, path)
})
