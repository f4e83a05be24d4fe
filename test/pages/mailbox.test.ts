import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createMessageEncryption } from '#courier/encryption.ts'
import { createCipher } from '#crypto/cipher.ts'
import { startServer, type TestServer } from '../support/server.ts'

describe('the pages of the mailbox', () => {
  let server: TestServer
  before(async () => {
    server = await startServer()
    const { encryptContent } = createMessageEncryption(() =>
      createCipher(['a-cipher-secret-for-tests-only-3']),
    )
    for (const [id, recipient, html] of [
      ['11111111-1111-4111-8111-111111111111', 'ada@example.org', '<p>Your code: 123456</p>'],
      ['22222222-2222-4222-8222-222222222222', '+4915112345678', undefined],
    ] as const)
      await server.store.mailbox.put({
        id,
        channel: html === undefined ? 'sms' : 'email',
        recipient,
        template: 'recovery_code_valid',
        receivedAt: server.now(),
        content: encryptContent(id, {
          subject: html === undefined ? '' : 'Your code',
          text: 'Your code: 123456',
          html,
        }),
      })
  })
  after(() => server.close())

  const open = (path: string, accept = 'text/html') =>
    server.admin('GET', `/ui/mailbox${path}`, { accept })

  it('refresh the list, but not while somebody types an address', async () => {
    for (const path of ['', '?to=ada%40example.org'])
      assert.equal((await open(path)).headers['refresh'], '3', path)
    const { text, headers } = await open('?to=')
    assert.equal(headers['refresh'], undefined)
    assert.match(text, /<span>Sent to<\/span>/)
    assert.match(text, /autofocus/)
  })
  it('list the messages to one address, and link to all', async () => {
    const { text } = await open('?to=ada%40example.org')
    assert.match(text, /Only messages to <strong>ada<wbr>@example.org<\/strong>/)
    assert.match(text, /href="\/ui\/mailbox">Show all</)
    assert.doesNotMatch(text, /\+4915112345678/)
  })
  it('say so when there is no message', async () => {
    assert.match((await open('?to=nobody')).text, /No messages yet/)
  })
  it('show a text message without a frame', async () => {
    const { text } = await open('/22222222-2222-4222-8222-222222222222')
    assert.match(text, /<h1>Text message<\/h1>/)
    const [main = ''] = /<main[\s\S]*<\/main>/.exec(text) ?? []
    assert.match(main, /Text message/)
    assert.doesNotMatch(main, /<iframe|<details/)
    assert.match(text, /<pre class="wraps">Your code: 123456<\/pre>/)
  })
  it('answer browsers with an error page, and programs with JSON', async () => {
    const page = await open('/nothing')
    assert.equal(page.status, 404)
    assert.match(String(page.headers['content-type']), /text\/html/)
    assert.match(page.text, /There is no message with this id/)
    const { status, json } = await open('/nothing', 'application/json')
    assert.equal(status, 404)
    assert.equal(json.error.reason, 'There is no message with this id in the mailbox.')
  })
})
