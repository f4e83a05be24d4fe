import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Ajv } from 'ajv'
import { faultLine } from './faults.ts'
import { withDefaults } from './defaults.ts'
import { formats } from './formats.ts'
import { settings } from './schema/settings.ts'
import { validate } from './validate.ts'

const faults = (input: unknown) => {
  const result = validate(withDefaults(settings, input))
  return 'findings' in result
    ? result.findings.map((finding) => faultLine({ source: undefined, ...finding }))
    : []
}

test('an empty configuration is valid', () => {
  assert.deepEqual(faults({}), [])
})

test('every fault is reported with its path and what is allowed', () => {
  assert.deepEqual(
    faults({
      serve: { public: { port: 70_000 }, admin: { port: '4434' } },
      log: { level: 'loud' },
      selfservice: { flows: { login: { lifespan: '1 hour' } } },
      secrets: { cookie: ['short'], cipher: ['not-32-characters'], pagination: [] },
      identity: { schemas: [{ id: 'default' }] },
    }),
    [
      'serve.public.port must be from 1 to 65535',
      'serve.admin.port must be a whole number',
      'log.level has a value that is not known (allowed: trace, debug, info, warning, error, ' +
        'fatal, panic)',
      'selfservice.flows.login.lifespan must be a duration such as 1h30m, 1.5h or 500ms ' +
        '(units ns, us, ms, s, m, h)',
      'secrets.cookie.0 must have at least 16 characters',
      'secrets.cipher.0 must have exactly 32 characters',
      'secrets.pagination must not be an empty list',
      'identity.schemas.0.url is missing',
    ],
  )
})

test('an unknown key is a fault that suggests a known one', () => {
  assert.deepEqual(faults({ serve: { pubilc: {} } }), [
    'serve.pubilc is not a known key (did you mean public?)',
  ])
  assert.deepEqual(faults({ serve: { telephone: {} } }), [
    'serve.telephone is not a known key (allowed: public, admin)',
  ])
  assert.deepEqual(faults(JSON.parse('{"session": {"__proto__": 1, "constructor": 1}}')), [
    'session.__proto__ is not a known key (allowed: lifespan, earliest_possible_extend, ' +
      'cookie, whoami)',
    'session.constructor is not a known key (allowed: lifespan, earliest_possible_extend, ' +
      'cookie, whoami)',
  ])
})

test('only hooks that are useful at a place are allowed there', () => {
  const hook = (name: string) => ({
    selfservice: { flows: { settings: { after: { profile: { hooks: [{ hook: name }] } } } } },
  })
  assert.deepEqual(faults(hook('show_verification_ui')), [])
  assert.deepEqual(faults(hook('session')), [
    'selfservice.flows.settings.after.profile.hooks.0.hook has a value that is not known ' +
      'here (allowed: show_verification_ui, verify_new_address, notify_previous_addresses, ' +
      'web_hook, b2b_sso, organization)',
  ])
})

test('a fault does not contain the value, which may be a secret', () => {
  const input = {
    dsn: 4711,
    secrets: { cookie: ['hunter2'] },
    courier: { smtp: { connection_uri: 'hunter2' } },
    pallas: { admin: { tokens: ['hunter2'] } },
  }
  const lines = faults(input)
  assert.equal(lines.length, 4)
  assert.doesNotMatch(lines.join('\n'), /hunter2|4711/)
})

test('the schema is JSON Schema, and another validator agrees', () => {
  const ajv = new Ajv({ strict: false, discriminator: true })
  for (const [name, { accepts }] of Object.entries(formats)) ajv.addFormat(name, accepts)
  const check = ajv.compile(settings)
  const web = (config: object) => ({
    selfservice: { flows: { login: { before: { hooks: [{ hook: 'web_hook', config }] } } } },
  })
  const cases: readonly unknown[] = [
    {},
    { dsn: 1 },
    { nothing: 1 },
    { serve: { public: { port: 0 } } },
    { serve: [] },
    { secrets: { cipher: ['x'.repeat(32)] } },
    { secrets: { cipher: ['x'.repeat(33)] } },
    web({ url: 'http://127.0.0.1/', method: 'POST' }),
    web({ url: 'http://127.0.0.1/' }),
    web({
      url: 'http://127.0.0.1/',
      method: 'POST',
      auth: { type: 'basic_auth', config: { user: 'u' } },
    }),
    { cookies: { secure: 'true' } },
    { cookies: { secure: 'yes' } },
    { pallas: { guessing: { max_failures: false } } },
    { pallas: { guessing: { max_failures: -1 } } },
    {
      serve: { public: { cors: { allowed_origins: ['https://a.example', 'https://a.example'] } } },
    },
    { serve: { public: { cors: { allowed_origins: ['https://*.a.example'] } } } },
    {
      session: {
        whoami: { tokenizer: { templates: { x: { jwks_url: 'file:///k', ttl: '1m' }, y: {} } } },
      },
    },
    { log: { level: null } },
  ]
  for (const input of cases)
    assert.equal(
      faults(input).length === 0,
      check(withDefaults(settings, input)),
      JSON.stringify(input),
    )
})
