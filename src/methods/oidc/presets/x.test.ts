import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOfOAuth1, x1 } from './x.ts'

const isOne = (clientId: string, more: { authUrl?: string; tokenUrl?: string } = {}): boolean =>
  isOfOAuth1({ clientId, authUrl: undefined, tokenUrl: undefined, ...more })

// API keys and a client id of the documentation of X, and client ids that look alike
const apiKeys = ['xvz1evFS4wEEPTGEFPHBog', 'cChZNFj6T5R0TigYB9yd1w', 'Ab1'.repeat(8) + 'c']
const clientIds = [
  'M1M5R3BMVy13QmpScXkzTUt5OE46MTpjaQ',
  Buffer.from('abcdefgh:1:ci').toString('base64url'),
  Buffer.from('abcdefghijk:10:na').toString('base64url'),
  'client',
  'a-client-of-somebody',
  '',
]

test('an API key means OAuth 1.0a, and everything else OAuth 2.0', () => {
  for (const id of apiKeys) assert.equal(isOne(id), true, id)
  for (const id of clientIds) assert.equal(isOne(id), false, id)
})

test('an address of one of the protocols decides', () => {
  for (const id of [...apiKeys, ...clientIds]) {
    for (const name of ['authenticate', 'authorize'])
      assert.equal(isOne(id, { authUrl: `https://api.twitter.com/oauth/${name}` }), true)
    assert.equal(isOne(id, { tokenUrl: 'https://api.x.com/oauth/access_token' }), true)
    assert.equal(isOne(id, { authUrl: 'https://x.com/i/oauth2/authorize' }), false)
    assert.equal(isOne(id, { tokenUrl: 'https://api.x.com/2/oauth2/token' }), false)
  }
})

test('an address in place of the usual one moves those beside it', () => {
  const usual = { authUrl: undefined, tokenUrl: undefined } as Parameters<typeof x1.endpoints>[0]
  assert.deepEqual(x1.endpoints(usual), {
    request: 'https://api.x.com/oauth/request_token',
    authorize: 'https://api.x.com/oauth/authenticate',
    access: 'https://api.x.com/oauth/access_token',
  })
  const moved = {
    ...usual,
    authUrl: 'https://x.example/oauth/authorize',
    tokenUrl: 'https://x.example/oauth/access_token',
  }
  assert.deepEqual(x1.endpoints(moved), {
    request: 'https://x.example/oauth/request_token',
    authorize: 'https://x.example/oauth/authorize',
    access: 'https://x.example/oauth/access_token',
  })
})
