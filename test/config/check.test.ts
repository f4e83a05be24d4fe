import assert from 'node:assert/strict'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkConfig } from '#config/check.ts'
import { redactConfig } from '#config/redact.ts'
import { example, read, scratch } from './files.ts'

test('a valid configuration is said to be so, with its warnings, and nothing is made', (t) => {
  const cwd = scratch(t)
  const result = checkConfig({ files: [example('messages.yml')], env: {}, dev: false, cwd })
  assert.deepEqual(result, {
    lines: [
      'warning: accepted, but without effect: ciphers, oauth2_provider.override_return_to, tracing',
      `${example('messages.yml')}: valid`,
    ],
    exitCode: 0,
  })
  assert.equal(existsSync(join(cwd, 'data')), false)
  assert.deepEqual(checkConfig({ files: [], env: {}, dev: false, cwd }), {
    lines: ['the configuration: valid'],
    exitCode: 0,
  })
})

test('an invalid one is told fault by fault, with exit code 1', (t) => {
  const cwd = scratch(t)
  writeFileSync(join(cwd, 'kratos.yml'), 'serve: {public: {port: x}}\nlogg: {}\n')
  assert.deepEqual(checkConfig({ files: ['kratos.yml'], env: {}, dev: false, cwd }), {
    lines: [
      'fault: kratos.yml:1: serve.public.port must be a whole number',
      'fault: kratos.yml:2: logg is not a known key (did you mean log?)',
      'kratos.yml: 2 faults',
    ],
    exitCode: 1,
  })
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
    .map((name) => JSON.stringify(redactConfig(read({ cwd, files: [example(name)], env }).config)))
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
    '"mail.internal"',
    'http://127.0.0.1:9000/after',
    '"ory_kratos_session"',
  ])
    assert.ok(printed.includes(shown), shown)
})
