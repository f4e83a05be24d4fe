import assert from 'node:assert/strict'
import { test } from 'node:test'
import { snakeCase } from './http-body.ts'

test('names of template data become snake case in the bodies for services', () => {
  for (const [name, expected] of [
    ['To', 'to'],
    ['RecoveryURL', 'recovery_url'],
    ['RequestURLDomain', 'request_url_domain'],
    ['ExpiresInMinutes', 'expires_in_minutes'],
    ['Identity', 'identity'],
    ['TransientPayload', 'transient_payload'],
  ] as const)
    assert.equal(snakeCase(name), expected)
})
