import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modernize } from './old-keys.ts'

test('the spellings of the earliest format are understood', () => {
  const { tree, warnings } = modernize({
    urls: { self: { public: 'http://p/', admin: 'http://a/' }, login_ui: 'http://ui/login', default_return_to: 'http://ui/', whitelisted_return_to_urls: ['http://ui/'] },
    secrets: { session: ['an-old-secret-of-cookies'] },
    identity: { traits: { default_schema_url: 'file:///a.json', schemas: [{ id: 'b', url: 'file:///b.json' }] } },
    selfservice: {
      strategies: { password: { enabled: true } },
      login: { request_lifespan: '10m', after: { password: { default_return_to: 'http://ui/in' } } },
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
      methods: { password: { enabled: true } },
      flows: {
        login: { lifespan: '10m', ui_url: 'http://ui/login', after: { password: { default_browser_return_url: 'http://ui/in' } } },
        logout: { after: { default_browser_return_url: 'http://ui/out' } },
      },
    },
  })
  assert.ok(warnings.includes('urls.self.public is an old spelling of serve.public.base_url'))
})

test('where a key is spelled both ways today’s spelling counts', () => {
  const { tree } = modernize({ selfservice: { whitelisted_return_urls: ['http://old/'], allowed_return_urls: ['http://new/'] } })
  assert.deepEqual(tree, { selfservice: { allowed_return_urls: ['http://new/'] } })
})

test('a configuration in today’s spelling stays as it is', () => {
  const said = { identity: { schemas: [] }, selfservice: { flows: {} } }
  const { tree, warnings } = modernize(said)
  assert.deepEqual(tree, said)
  assert.deepEqual(warnings, [])
})
