import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkConfig } from '#config/check.ts'
import { schemasOf } from '#commands/schemas.ts'
import { shownSettings } from '#config/shown.ts'
import { example, read, scratch } from './files.ts'

test('a valid configuration is said to be so, with its warnings, and nothing is made', async (t) => {
  const cwd = scratch(t)
  const name = 'kratos.yml'
  const program = `base64://${Buffer.from('function(ctx) ctx').toString('base64')}`
  writeFileSync(
    join(cwd, name),
    readFileSync(example('messages.yml'), 'utf8').replace('file:///etc/shop/sms.jsonnet', program),
  )
  const result = await checkConfig({ files: [name], env: {}, dev: false, cwd }, schemasOf)
  assert.deepEqual(result, {
    lines: [
      'warning: accepted, but without effect: preview.default_read_consistency_level',
      `${name}: valid`,
    ],
    exitCode: 0,
  })
  assert.equal(existsSync(join(cwd, 'data')), false)
  assert.deepEqual(await checkConfig({ files: [], env: {}, dev: false, cwd }, schemasOf), {
    lines: ['the configuration: valid'],
    exitCode: 0,
  })
})

test('an invalid one is told fault by fault, with exit code 1', async (t) => {
  const cwd = scratch(t)
  writeFileSync(join(cwd, 'kratos.yml'), 'serve: {public: {port: x}}\nlogg: {}\n')
  assert.deepEqual(
    await checkConfig({ files: ['kratos.yml'], env: {}, dev: false, cwd }, schemasOf),
    {
      lines: [
        'fault: kratos.yml:1: serve.public.port must be a whole number',
        'fault: kratos.yml:2: logg is not a known key (did you mean log?)',
        'kratos.yml: 2 faults',
      ],
      exitCode: 1,
    },
  )
})

test('the printable form holds no secret', (t) => {
  const cwd = scratch(t)
  const env = {
    DSN: 'postgres://pallas:dsn-p@ss/word@db.internal/pallas?sslpassword=dsn-key',
    PALLAS_ADMIN_TOKENS: 'an-admin-token-of-the-shop',
    COURIER_SMTP_CONNECTION_URI:
      'smtps://mailer:smtp-password@mail.internal:465/?skip_ssl_verify=false',
    COURIER_SMTP_HEADERS: '{"X-Key":"smtp-header"}',
  }
  const printed = ['hooks.yml', 'providers.yml', 'messages.yml']
    .map((name) => {
      const { settings, sourceOf } = read({ cwd, files: [example(name)], env }).origin
      return shownSettings(settings, sourceOf)
        .map(({ text }) => text)
        .join('\n')
    })
    .join('\n')
  for (const secret of [
    'dsn-p',
    'word@',
    'dsn-key',
    'an-admin-token',
    'smtp-password',
    'mailer',
    'smtp-header',
    'hook-key',
    'hook-password',
    'provider-secret',
    'apple-key"',
    'mail-key',
    'sms-password',
  ]) {
    assert.equal(printed.includes(secret), false, secret)
  }
  for (const shown of [
    'postgres://***@db.internal/pallas',
    'smtps://***@mail.internal:465/?***',
    'http://127.0.0.1:9000/after',
    'ory_kratos_session',
  ])
    assert.ok(printed.includes(shown), shown)
})
