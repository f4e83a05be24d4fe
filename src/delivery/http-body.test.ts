import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PreparedMessage } from '#courier/delivery.ts'
import { bodyContext, snakeCase } from './http-body.ts'

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

const data = {
  Identity: { id: 'ada' },
  RequestHeaders: { 'User-Agent': ['probe/1'] },
  RequestURL: 'https://id.example.org/',
  RequestURLDomain: 'id.example.org',
  Traits: { name: 'Ada' },
}
const contextOf = (channel: PreparedMessage['channel']) =>
  bodyContext({
    id: 'm1',
    messageId: '<m1@example.org>',
    channel,
    recipient: 'ada',
    template: 'login_code_valid',
    data,
    content: { subject: '', text: '', html: undefined },
  })

for (const [channel, names] of [
  ['email', ['identity', 'request_headers', 'request_url', 'request_url_domain', 'to', 'traits']],
  ['sms', ['identity', 'request_url', 'to']],
] as const)
  test(`what a program for bodies is told of the data of a message (${channel})`, () => {
    const context = contextOf(channel)
    assert.deepEqual(Object.keys(context['template_data'] as object).toSorted(), names)
    assert.deepEqual(context['request_headers'], data.RequestHeaders)
  })
