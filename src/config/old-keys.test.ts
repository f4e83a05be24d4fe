import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modernize } from './old-keys.ts'

test('keys of the earliest format are understood', () => {
  const { tree, warnings } = modernize({
    urls: {
      self: { public: 'http://p/', admin: 'http://a/' },
      login_ui: 'http://ui/login',
      default_return_to: 'http://ui/',
      whitelisted_return_to_urls: ['http://ui/'],
    },
    secrets: { session: ['an-old-secret-of-cookies'] },
    identity: {
      traits: {
        default_schema_url: 'file:///a.json',
        schemas: [{ id: 'b', url: 'file:///b.json' }],
      },
    },
    selfservice: {
      strategies: { password: { enabled: true } },
      login: {
        request_lifespan: '10m',
        after: { password: { default_return_to: 'http://ui/in' } },
      },
      logout: { redirect_to: 'http://ui/out' },
    },
  })
  assert.deepEqual(tree, {
    secrets: { cookie: ['an-old-secret-of-cookies'] },
    serve: { public: { base_url: 'http://p/' }, admin: { base_url: 'http://a/' } },
    identity: {
      schemas: [
        { id: 'default', url: 'file:///a.json' },
        { id: 'b', url: 'file:///b.json' },
      ],
    },
    selfservice: {
      default_browser_return_url: 'http://ui/',
      allowed_return_urls: ['http://ui/'],
      methods: { password: { enabled: true }, link: { enabled: true } },
      flows: {
        recovery: { use: 'link' },
        verification: { use: 'link' },
        login: {
          lifespan: '10m',
          ui_url: 'http://ui/login',
          after: { password: { default_browser_return_url: 'http://ui/in' } },
        },
        logout: { after: { default_browser_return_url: 'http://ui/out' } },
      },
    },
  })
  assert.ok(
    warnings.some(
      ({ sentence }) => sentence === 'urls.self.public is an old spelling of serve.public.base_url',
    ),
  )
})

test('where a key has both spellings, the current one counts', () => {
  const { tree } = modernize({
    selfservice: { whitelisted_return_urls: ['http://old/'], allowed_return_urls: ['http://new/'] },
  })
  assert.deepEqual(tree, { selfservice: { allowed_return_urls: ['http://new/'] } })
})

test('a current configuration stays the same', () => {
  const input = { identity: { schemas: [] }, selfservice: { flows: {} } }
  const { tree, warnings } = modernize(input)
  assert.deepEqual(tree, input)
  assert.deepEqual(warnings, [])
})

test('behaviour that the earliest formats did not configure is configured', () => {
  const { tree } = modernize({
    urls: { verify_ui: 'http://ui/verify', mfa_ui: 'http://ui/mfa' },
    selfservice: { verify: { return_to: 'http://ui/done', link_lifespan: '24h' } },
  })
  assert.deepEqual(tree, {
    selfservice: {
      methods: { link: { config: { lifespan: '24h' }, enabled: true } },
      flows: {
        verification: {
          ui_url: 'http://ui/verify',
          after: { default_browser_return_url: 'http://ui/done' },
          use: 'link',
          enabled: true,
        },
        recovery: { use: 'link' },
      },
    },
  })
})

test('a link of the second format is valid as long as its request', () => {
  const { tree } = modernize({
    selfservice: {
      strategies: { password: { enabled: true } },
      flows: { verification: { request_lifespan: '10m' } },
    },
  })
  assert.deepEqual(tree, {
    selfservice: {
      methods: {
        password: { enabled: true },
        link: { enabled: true, config: { lifespan: '10m' } },
      },
      flows: { verification: { lifespan: '10m', use: 'link' }, recovery: { use: 'link' } },
    },
  })
})

test('hooks that no longer exist are removed, and their redirects kept', () => {
  const hooks = [
    { hook: 'session' },
    { hook: 'verify' },
    { hook: 'redirect', config: { default_redirect_url: 'http://ui/welcome' } },
  ]
  const { tree, warnings } = modernize({
    selfservice: { flows: { registration: { after: { password: { hooks } } } } },
  })
  assert.deepEqual(tree, {
    selfservice: {
      flows: {
        registration: {
          after: {
            password: {
              hooks: [{ hook: 'session' }],
              default_browser_return_url: 'http://ui/welcome',
            },
          },
        },
      },
    },
  })
  assert.equal(warnings.length, 1)
})

test('memory in kilobytes gets its unit', () => {
  assert.deepEqual(modernize({ hashers: { argon2: { memory: 65536 } } }).tree, {
    hashers: { argon2: { memory: '65536KB' } },
  })
})

test('a provider with a JSON Schema as mapper keeps its address, with a warning', () => {
  const { tree, warnings } = modernize({
    selfservice: {
      methods: {
        oidc: { config: { providers: [{ id: 'idp', schema_url: 'file:///claims.json' }] } },
      },
    },
  })
  assert.deepEqual(tree, {
    selfservice: {
      methods: {
        oidc: { config: { providers: [{ id: 'idp', mapper_url: 'file:///claims.json' }] } },
      },
    },
  })
  assert.match(warnings.map(({ sentence }) => sentence).join(), /Jsonnet/)
})
