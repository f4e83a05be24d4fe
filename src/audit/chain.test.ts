import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createMacKeys } from '#crypto/mac-keys.ts'
import { createChain, createChecks } from './chain.ts'

const keys = createMacKeys(() => ['the-newest-secret-of-32-characters'], 'audit')

it('an entry of a release that noted no devices can still be verified', () => {
  const stored = {
    id: 'one',
    at: 0,
    action: 'identity.created',
    actor: { kind: 'person', id: 'a', right: 'session' },
    target: { kind: 'identity', id: 'a' },
    client: '203.0.113.7',
    requestId: 'r',
    fields: ['sessions'],
    count: undefined,
    stream: 3,
    position: 4,
    keyId: 'f-0JUbjN',
    mac: 'Q8jE1xyGGi0-E0agURX_ZwKmrk1U9qGJNb0W2od89dA',
  } as const
  const check = createChecks(keys).entry
  assert.equal(check(stored, 'before'), 'right')
  assert.equal(check({ ...stored, device: 'Firefox/Linux' }, 'before'), 'wrong')
  const chained = createChain(keys).link({ ...stored, device: 'curl' }, stored, 'before')
  assert.deepEqual(
    [chained, { ...chained, device: undefined }].map((one) => check(one, 'before')),
    ['right', 'wrong'],
  )
})
