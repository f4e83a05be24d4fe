import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnvironment, variableName, variables } from './environment.ts'
import { settings } from './schema/settings.ts'
import { pathText } from './paths.ts'

const read = (env: Record<string, string>, tree = {}) => {
  const { source, faults } = readEnvironment(env, settings, tree)
  return {
    tree: source.tree,
    faults: faults.map((fault) => [fault.source, pathText(fault.path), fault.problem]),
    locate: source.locate,
  }
}

test('every key has a variable, and no two share one', () => {
  const names = variables(settings).map(([path]) => variableName(path))
  assert.equal(new Set(names).size, names.length)
  assert.ok(names.length > 250, String(names.length))
  for (const name of [
    'DSN',
    'LOG_LEVEL',
    'SERVE_PUBLIC_PORT',
    'SELFSERVICE_FLOWS_LOGIN_LIFESPAN',
    'SECRETS_COOKIE',
    'COURIER_SMTP_CONNECTION_URI',
    'PALLAS_ADMIN_TOKENS',
    'SQA_OPT_OUT',
  ])
    assert.ok(names.includes(name), name)
})

test('a variable is read with the type of its key', () => {
  const { tree } = read({
    DSN: 'memory',
    SERVE_PUBLIC_PORT: '8080',
    SELFSERVICE_FLOWS_LOGIN_LIFESPAN: '5m',
    SELFSERVICE_FLOWS_RECOVERY_ENABLED: 'true',
    SESSION_COOKIE_PERSISTENT: '0',
    PALLAS_GUESSING_MAX_FAILURES: '0',
    COOKIES_SECURE: 'false',
    COURIER_SMTP_FROM_NAME: '42',
  })
  assert.deepEqual(tree, {
    dsn: 'memory',
    serve: { public: { port: 8080 } },
    selfservice: { flows: { login: { lifespan: '5m' }, recovery: { enabled: true } } },
    session: { cookie: { persistent: false } },
    cookies: { secure: false },
    courier: { smtp: { from_name: '42' } },
    pallas: { guessing: { max_failures: 0 } },
  })
})

test('a list is written with commas, as JSON, or entry by entry', () => {
  const secrets = ['first-secret-of-cookies', 'second-secret-of-cookies']
  for (const env of [
    { SECRETS_COOKIE: secrets.join(', ') },
    { SECRETS_COOKIE: JSON.stringify(secrets) },
    { SECRETS_COOKIE_0: secrets[0] ?? '', SECRETS_COOKIE_1: secrets[1] ?? '' },
  ]) {
    assert.deepEqual(read(env).tree, { secrets: { cookie: secrets } })
  }
})

test('maps and lists of maps are JSON', () => {
  const schemas = [{ id: 'default', url: 'file:///x.json' }]
  assert.deepEqual(
    read({ IDENTITY_SCHEMAS: JSON.stringify(schemas), COURIER_SMTP_HEADERS: '{"X-A":"b"}' }).tree,
    {
      identity: { schemas },
      courier: { smtp: { headers: { 'X-A': 'b' } } },
    },
  )
})

test('one field of a list entry in a file can be set', () => {
  const tree = {
    selfservice: {
      methods: { oidc: { config: { providers: [{ id: 'a' }, { id: 'b', scope: ['email'] }] } } },
    },
  }
  const { tree: values } = read(
    { SELFSERVICE_METHODS_OIDC_CONFIG_PROVIDERS_1_CLIENT_SECRET: 'hush' },
    tree,
  )
  assert.deepEqual(values, {
    selfservice: {
      methods: {
        oidc: {
          config: {
            providers: [{ id: 'a' }, { id: 'b', scope: ['email'], client_secret: 'hush' }],
          },
        },
      },
    },
  })
})

test('a field of a hook can be set, whatever the hook', () => {
  const hooks = [{ hook: 'web_hook', config: { url: 'http://127.0.0.1/', method: 'POST' } }]
  const { tree } = read(
    { SELFSERVICE_FLOWS_LOGIN_AFTER_HOOKS_0_CONFIG_URL: 'http://127.0.0.1/other' },
    { selfservice: { flows: { login: { after: { hooks } } } } },
  )
  assert.deepEqual(tree, {
    selfservice: {
      flows: {
        login: {
          after: {
            hooks: [
              { hook: 'web_hook', config: { url: 'http://127.0.0.1/other', method: 'POST' } },
            ],
          },
        },
      },
    },
  })
})

test('a gap in a list is a fault', () => {
  assert.deepEqual(read({ SECRETS_COOKIE_1: 'second-secret-of-cookies' }).faults, [
    [
      'environment variable SECRETS_COOKIE_1',
      'secrets.cookie.1',
      'leaves a gap: there is no item 0',
    ],
  ])
})

test('empty variables, names of whole sections and of flags are ignored', () => {
  assert.deepEqual(
    read({
      DSN: '',
      SESSION: 'ubuntu',
      LOG: 'x',
      HELP: 'x',
      CONFIG: '/etc/x',
      VERSION: '1',
      REVISION: 'abc',
    }).tree,
    {},
  )
})

test('a value that cannot be parsed stays text, for the check to report', () => {
  assert.deepEqual(read({ SERVE_PUBLIC_PORT: 'http', IDENTITY_SCHEMAS: '[{' }).tree, {
    serve: { public: { port: 'http' } },
    identity: { schemas: '[{' },
  })
})

test('a value is traced to its variable', () => {
  const { locate } = read({ SECRETS_COOKIE: 'a,b', DSN: 'memory' })
  assert.equal(locate(['secrets', 'cookie', 1])?.source, 'environment variable SECRETS_COOKIE')
  assert.equal(locate(['secrets', 'cipher']), undefined)
})
