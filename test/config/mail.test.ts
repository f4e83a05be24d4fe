import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { faultsOf, read, scratch } from './files.ts'

const smtpOf = (t: TestContext, uri: string, more = '') => {
  const { transport } = read(
    { cwd: scratch(t) },
    `courier: {smtp: {connection_uri: '${uri}'${more}}}`,
  ).config.mail
  return transport.kind === 'smtp' ? transport.smtp : assert.fail(transport.kind)
}
const brief = (t: TestContext, uri: string) => {
  const { host, port, encryption, verifiesCertificate, auth } = smtpOf(t, uri)
  return [host, port, encryption, verifiesCertificate, auth?.user, auth?.password]
}

test('a mail server is named as it always was', (t) => {
  for (const [uri, ...expected] of [
    [
      'smtps://foo:bar@mail.example:1234/?skip_ssl_verify=false',
      'mail.example',
      1234,
      'implicit',
      true,
      'foo',
      'bar',
    ],
    [
      'smtp://foo:bar@mail.example:1234/?disable_starttls=true',
      'mail.example',
      1234,
      'none',
      true,
      'foo',
      'bar',
    ],
    ['smtp://foo:bar@mail.example:1234/', 'mail.example', 1234, 'starttls', true, 'foo', 'bar'],
    [
      'smtp://foo:bar@mail.example:1234/?skip_ssl_verify=true',
      'mail.example',
      1234,
      'starttls',
      false,
      'foo',
      'bar',
    ],
    ['smtps://mail.example', 'mail.example', 465, 'implicit', true, undefined, undefined],
    ['smtp://mail.example', 'mail.example', 587, 'starttls', true, undefined, undefined],
    ['smtp://[::1]/?disable_starttls=1', '::1', 25, 'none', true, undefined, undefined],
    [
      'smtp://a%40b.example:p%25%2F%40@mail.example',
      'mail.example',
      587,
      'starttls',
      true,
      'a@b.example',
      'p%/@',
    ],
  ] as const)
    assert.deepEqual(brief(t, uri), expected, uri)
  assert.deepEqual(
    [
      smtpOf(t, 'smtps://sub.mail.example/?server_name=mail.example&legacy_ssl=true').serverName,
      smtpOf(t, 'smtps://m.example/?legacy_ssl=true').oldTls,
    ],
    ['mail.example', true],
  )
})

test('what cannot be meant is told, and nothing of the address in it', (t) => {
  const faults = (yaml: string) => faultsOf({ cwd: scratch(t) }, yaml).join('\n')
  assert.match(
    faults(
      "courier: {smtp: {connection_uri: 'smtp://u:hunter2@m.example/?disable_starttls=maybe'}}",
    ),
    /connection_uri has disable_starttls with a value that is neither true nor false/,
  )
  assert.match(
    faults("courier: {smtp: {connection_uri: 'smtp://u:hunter%zz2@m.example/'}}"),
    /encodes nothing/,
  )
  assert.match(
    faults('courier: {smtp: {client_cert_path: /not/there.pem}}'),
    /client_cert_path names the file \/not\/there.pem, which does not exist[^]*client_key_path is missing/,
  )
  assert.match(
    faults('courier: {delivery_strategy: http}'),
    /courier\.http\.request_config is missing, and courier\.delivery_strategy is http/,
  )
  assert.match(
    faults('courier: {delivery_strategy: http, http: {request_config: {method: POST}}}'),
    /request_config\.url is missing/,
  )
  assert.match(
    faults('courier: {smtp: {headers: {"X: Y": "1"}}}'),
    /headers\["X: Y"\] is no mail header|headers\.X: Y is no mail header/,
  )
  assert.match(
    faults('courier: {templates: {login_code: {valid: {email: {subject: "ftp://x/y"}}}}}'),
    /names no place that templates come from/,
  )
  assert.doesNotMatch(
    faults(
      "courier: {smtp: {connection_uri: 'smtp://u:hunter2@m.example/?disable_starttls=maybe'}}",
    ),
    /hunter2/,
  )
})

test('with no mail server mail goes to the mailbox, which is told where others depend on it', (t) => {
  const warnings = (yaml: string, dev = false) =>
    read({ cwd: scratch(t), dev }, yaml).warnings.filter((one) => one.includes('mailbox'))
  assert.equal(read({ cwd: scratch(t) }).config.mail.transport.kind, 'mailbox')
  assert.deepEqual(warnings('serve: {public: {base_url: "http://127.0.0.1:4433"}}'), [])
  assert.deepEqual(warnings('serve: {public: {base_url: "https://id.example.org"}}', true), [])
  assert.deepEqual(warnings('serve: {public: {base_url: "https://id.example.org"}}'), [
    'courier.smtp.connection_uri names no mail server: mail goes to the built-in mailbox and reaches nobody',
  ])
  assert.deepEqual(
    warnings(
      'serve: {public: {base_url: "https://id.example.org"}}\ncourier: {smtp: {connection_uri: "smtps://m.example"}}',
    ),
    [],
  )
})

test('certificates that are not checked are told', (t) => {
  assert.ok(
    read(
      { cwd: scratch(t) },
      "courier: {smtp: {connection_uri: 'smtps://m.example/?skip_ssl_verify=true'}}",
    ).warnings.some((one) => one.includes('skip_ssl_verify')),
  )
})

test('each channel has the service that is named by its id', (t) => {
  const channel = (id: string, n: number) =>
    `{id: ${id}, request_config: {url: 'https://${id}-${n}.example/', method: POST}}`
  const mailOf = (...channels: readonly string[]) => {
    const { config, warnings } = read(
      { cwd: scratch(t) },
      `courier: {channels: [${channels.join(', ')}], smtp: {connection_uri: 'smtp://mail.example'}}`,
    )
    const { transport, sms } = config.mail
    return {
      email: transport.kind === 'http' ? transport.call.url : transport.kind,
      sms: sms?.url,
      said: JSON.stringify(warnings),
    }
  }
  const ids = ['sms', 'email'] as const
  assert.deepEqual({ ...mailOf(), said: '' }, { email: 'smtp', sms: undefined, said: '' })
  for (const id of ids) {
    const other = ids.find((one) => one !== id) ?? id
    for (const both of [
      [channel(id, 1), channel(other, 1)],
      [channel(other, 1), channel(id, 1)],
    ])
      assert.deepEqual(
        [mailOf(...both).sms, mailOf(...both).email],
        ['https://sms-1.example/', 'https://email-1.example/'],
      )
    const twice = mailOf(channel(id, 1), channel(id, 2), channel(other, 3))
    assert.equal(twice[id], `https://${id}-1.example/`)
    assert.equal(twice[other], `https://${other}-3.example/`)
    assert.match(twice.said, new RegExp(`courier.channels has ${id} more than once`))
  }
})

test('mail from an address of somebody else is told, where a mail server is named', (t) => {
  const risks = (yaml: string) =>
    read({ cwd: scratch(t) }, yaml).warnings.filter((one) => one.includes('from_address'))
  const smtp = (more: string) => `courier: {smtp: {connection_uri: 'smtps://m.example'${more}}}`
  assert.equal(smtpOf(t, 'smtps://m.example').from.address, 'no-reply@ory.kratos.sh')
  assert.match(risks(smtp('')).join(), /whose domain belongs to somebody else/)
  assert.equal(risks(smtp(", from_address: 'hello@ory.kratos.sh'")).length, 1)
  assert.deepEqual(risks(smtp(", from_address: 'hello@shop.example'")), [])
  assert.deepEqual(risks('courier: {}'), [])
})
