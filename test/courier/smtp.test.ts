import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it, type TestContext } from 'node:test'
import { aMessage, startCourier, until } from '../support/courier.ts'
import { builtIn } from '#courier/content/built-in.ts'
import { everyLanguage } from '#courier/settings.ts'
import { connect } from '#delivery/smtp-connection.ts'
import { deliveryLimits } from '#delivery/limits.ts'
import { startMailServer, type MailServer } from '../support/mail-server.ts'

/** Sends one message with this section `smtp`; answers what arrived, or how it failed. */
async function sendOne(
  t: TestContext,
  server: MailServer,
  smtp: object,
  message = aMessage(),
  templates = {},
) {
  const courier = await startCourier({ smtp, templates, worker: { pull_wait: '50ms' } })
  t.after(() => courier.stop())
  const before = server.mails.length
  await courier.courier.queue(message)
  await courier.worker.drain()
  const [stored] = await courier.store.messages.list({}, { limit: 1 })
  assert.ok(stored)
  return { delivered: server.mails.slice(before)[0], stored, courier }
}

describe('mail by SMTP', () => {
  let server: MailServer
  before(async () => void (server = await startMailServer()))
  after(() => server.close())
  const uri = () => `smtp://127.0.0.1:${server.port}/?disable_starttls=true`

  it('arrives with plain text and HTML, from whom and to whom it should', async (t) => {
    const { delivered, stored } = await sendOne(t, server, {
      connection_uri: uri(),
      from_address: 'hello@shop.example',
      from_name: 'The "Shop" <x>',
      local_name: 'mx.shop.example',
      headers: { 'X-Shop': '1' },
    })
    assert.deepEqual(delivered?.envelope, { from: 'hello@shop.example', to: ['ada@example.org'] })
    assert.equal(delivered.helo, 'mx.shop.example')
    const { mail } = delivered
    assert.deepEqual(mail.from, { address: 'hello@shop.example', name: 'The "Shop" <x>' })
    assert.deepEqual(mail.to, [{ address: 'ada@example.org', name: '' }])
    assert.match(mail.text ?? '', /Your code: 123456/)
    assert.match(mail.html ?? '', />123456</)
    assert.match(mail.text ?? '', /within 15 minutes/)
    assert.equal(mail.headers.find(({ key }) => key === 'x-shop')?.value, '1')
    assert.equal(mail.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated')
    assert.equal(mail.messageId, `<${stored.id}@shop.example>`)
    assert.deepEqual(
      [stored.status, stored.sendCount, stored.data, stored.content],
      ['sent', 1, '', undefined],
    )
  })

  it('arrives in every script as it was written, and says its language', async (t) => {
    const message = aMessage({ language: 'ja-JP' })
    const { delivered } = await sendOne(t, server, { connection_uri: uri() }, message)
    const written = builtIn({ language: undefined, ...message }, message.data, {
      product: 'Pallas',
      ...everyLanguage,
    })
    const { mail, raw } = delivered ?? assert.fail()
    assert.match(written.subject, /アカウント復旧/)
    assert.equal(mail.subject, written.subject)
    assert.equal(mail.text?.trim(), written.text.trim())
    assert.equal(mail.html?.trim(), written.html?.trim())
    assert.equal(mail.headers.find(({ key }) => key === 'content-language')?.value, 'ja')
    assert.match(raw, /^[\x00-\x7f]*$/)
  })

  it('says no language where a text is from the configuration', async (t) => {
    const subject = `base64://${Buffer.from('Hej').toString('base64')}`
    const { delivered } = await sendOne(
      t,
      server,
      { connection_uri: uri() },
      aMessage({ language: 'de' }),
      { recovery_code: { valid: { email: { subject, body: {} } } } },
    )
    assert.equal(delivered?.mail.subject, 'Hej')
    assert.match(delivered.mail.text ?? '', /Ihr Code: 123456/)
    assert.equal(
      delivered.mail.headers.some(({ key }) => key === 'content-language'),
      false,
    )
  })

  it('signs in with the user of the address, percent signs decoded', async (t) => {
    const { delivered } = await sendOne(t, server, {
      connection_uri: `smtp://us%40er:p%2Fw@127.0.0.1:${server.port}/?disable_starttls=true`,
    })
    assert.equal(delivered?.user, 'us@er')
  })

  it('waits when the mail server does not take the password, and never logs it', async (t) => {
    const { stored, courier } = await sendOne(t, server, {
      connection_uri: `smtp://user:wrong@127.0.0.1:${server.port}/?disable_starttls=true`,
    })
    assert.deepEqual([stored.status, stored.refusals], ['queued', 0])
    assert.ok(courier.events.some(({ kind }) => kind === 'message.delayed'))
    assert.doesNotMatch(
      courier.log.join('') + JSON.stringify(courier.events) + JSON.stringify(stored),
      /wrong@|:wrong/,
    )
  })

  it('no name, subject or address adds a header or a recipient', async (t) => {
    const evil = 'x\r\nBcc: thief@evil.example\r\n\r\nbody'
    const subject = `base64://${Buffer.from('Hi {{ .Traits.name }}').toString('base64')}`
    const courier = await startCourier({
      smtp: { connection_uri: uri(), from_name: evil },
      templates: { recovery_code: { valid: { email: { subject, body: {} } } } },
    })
    t.after(() => courier.stop())
    const before = server.mails.length
    await courier.courier.queue(
      aMessage({ data: { RecoveryCode: '123456', Traits: { name: evil } } }),
    )
    for (const recipient of [
      'ada@example.org>\r\nRCPT TO:<thief@evil.example',
      'ada@example.org\nBcc: thief@evil.example',
      'a b@example.org',
      '"<thief@evil.example>"@example.org',
    ])
      await courier.courier.queue(aMessage({ recipient }))
    await courier.worker.drain()
    const arrived = server.mails.slice(before)
    assert.deepEqual(
      arrived.map(({ envelope }) => envelope.to),
      [['ada@example.org']],
    )
    const { mail } = arrived[0] ?? assert.fail()
    assert.equal(mail.subject, 'Hi x Bcc: thief@evil.example body')
    assert.equal(
      mail.headers.some(({ key }) => key === 'bcc' || key === 'cc'),
      false,
    )
    assert.match(mail.text ?? '', /123456/)
    const others = (await courier.store.messages.list({}, { limit: 9 })).filter(
      ({ status }) => status !== 'sent',
    )
    assert.deepEqual(
      others.map(({ status, refusals }) => [status, refusals]),
      Array.from({ length: 4 }, () => ['queued', 1]),
    )
  })

  it('goes to a domain in other scripts by its ASCII name', async (t) => {
    const { delivered } = await sendOne(
      t,
      server,
      { connection_uri: uri() },
      aMessage({ recipient: 'ada@bücher.example' }),
    )
    // NOTE the test server writes the envelope in other scripts again
    assert.match(delivered?.raw ?? '', /^To: ada@xn--bcher-kva\.example$/m)
  })

  it('uses a connection for several mails', async (t) => {
    const courier = await startCourier({
      smtp: { connection_uri: uri() },
      worker: { pull_count: 1 },
    })
    t.after(() => courier.stop())
    let connections = 0
    const counting = await startMailServer({
      onConnect: (_session, done) => (connections++, done()),
    })
    t.after(() => counting.close())
    courier.configure({
      smtp: { connection_uri: `smtp://127.0.0.1:${counting.port}/?disable_starttls=true` },
      worker: { pull_count: 1 },
    })
    for (let i = 0; i < 8; i++) await courier.courier.queue(aMessage())
    await courier.worker.drain()
    assert.equal(counting.mails.length, 8)
    assert.equal(connections, 1)
  })

  it('a connection that the server closed while it waited costs no try', async (t) => {
    const first = await startMailServer()
    const courier = await startCourier({
      smtp: { connection_uri: `smtp://127.0.0.1:${first.port}/?disable_starttls=true` },
    })
    t.after(() => courier.stop())
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    await first.close()
    const second = await startMailServer({ port: first.port })
    t.after(() => second.close())
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    assert.deepEqual(
      (await courier.store.messages.list({}, { limit: 9 })).map(({ status, sendCount }) => [
        status,
        sendCount,
      ]),
      [
        ['sent', 1],
        ['sent', 1],
      ],
    )
  })

  it('is retried under the same Message-ID', async (t) => {
    const courier = await startCourier({
      smtp: { connection_uri: uri() },
      worker: { pull_wait: '50ms' },
    })
    t.after(() => courier.stop())
    const before = server.mails.length
    server.mood = 'drop'
    await courier.courier.queue(aMessage())
    await courier.worker.drain()
    server.mood = 'well'
    courier.worker.start()
    await until(() => server.mails.length > before)
    await until(
      async () =>
        (await courier.store.messages.list({ status: 'sent' }, { limit: 1 })).length === 1,
    )
    const [stored] = await courier.store.messages.list({}, { limit: 1 })
    assert.equal(server.mails[before]?.mail.messageId, stored?.messageId)
    assert.deepEqual(
      stored?.dispatches.map(({ status }) => status),
      ['failed', 'success'],
    )
  })
})

describe('mail by SMTP with encryption', () => {
  let folder = '',
    tls: MailServer,
    implicit: MailServer
  const pem = (name: string) => readFileSync(join(folder, name), 'utf8')
  const openssl = (...args: string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pallas-test-tls-'))
    for (const name of ['server', 'client'])
      openssl(
        'req',
        '-x509',
        '-newkey',
        'ec',
        '-pkeyopt',
        'ec_paramgen_curve:P-256',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.crt`,
        '-subj',
        `/CN=${name}.example`,
        '-addext',
        `subjectAltName=DNS:${name}.example`,
      )
    const keys = { key: pem('server.key'), cert: pem('server.crt') }
    tls = await startMailServer({ ...keys })
    implicit = await startMailServer({
      ...keys,
      secure: true,
      requestCert: true,
      rejectUnauthorized: true,
      ca: [pem('client.crt')],
    })
  })
  after(async () => {
    await Promise.all([tls.close(), implicit.close()])
    rmSync(folder, { recursive: true, force: true })
  })

  it('asks for STARTTLS, and sends nothing in the clear when there is none', async (t) => {
    const plain = await startMailServer()
    t.after(() => plain.close())
    const { delivered, stored } = await sendOne(t, plain, {
      connection_uri: `smtp://127.0.0.1:${plain.port}/`,
    })
    assert.equal(delivered, undefined)
    assert.equal(stored.status, 'queued')
  })

  it('trusts no certificate that it does not know, unless told to by name', async (t) => {
    const refused = await sendOne(t, tls, { connection_uri: `smtp://127.0.0.1:${tls.port}/` })
    assert.equal(refused.delivered, undefined)
    assert.match(refused.stored.dispatches[0]?.error ?? '', /self-signed/)
    const { delivered } = await sendOne(t, tls, {
      connection_uri: `smtp://127.0.0.1:${tls.port}/?skip_ssl_verify=true`,
    })
    assert.equal(delivered?.secure, true)
  })

  it('speaks TLS from the start with smtps, and shows its own certificate', async (t) => {
    const uri = `smtps://127.0.0.1:${implicit.port}/?skip_ssl_verify=true&legacy_ssl=true&server_name=server.example`
    assert.equal((await sendOne(t, implicit, { connection_uri: uri })).delivered, undefined)
    const { delivered } = await sendOne(t, implicit, {
      connection_uri: uri,
      client_cert_path: join(folder, 'client.crt'),
      client_key_path: join(folder, 'client.key'),
    })
    assert.equal(delivered?.secure, true)
  })
})

it('goes to no mail server in a private network where that is forbidden', async (t) => {
  const server = await startMailServer()
  t.after(() => server.close())
  const to = (host: string, refusesPrivateNetworks: boolean) =>
    connect(
      {
        host,
        port: server.port,
        refusesPrivateNetworks,
        encryption: 'none',
        verifiesCertificate: true,
        serverName: undefined,
        oldTls: false,
        client: undefined,
        auth: undefined,
        localName: 'localhost',
        from: { address: 'a@example.org', name: undefined },
        headers: {},
      },
      deliveryLimits,
      new AbortController().signal,
    )
  for (const host of ['127.0.0.1', '::1', 'localhost'])
    await assert.rejects(to(host, true), /private network/, host)
  const open = await to('127.0.0.1', false)
  open.close()
})
