import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OutgoingMessage } from '#courier/courier.ts'
import { InvalidInput } from '#errors/invalid-input.ts'
import type { Account } from '#identity/identity-store.ts'
import type { Delivery, Wanted } from '#identity/one-time-codes.ts'
import { sendSecret, type Secret, type SendSecretParts } from './send-secret.ts'

const owner = { identity: { id: 'ada' } } as unknown as Account
const secret: Secret = {
  flowId: 'flow',
  kind: 'verification',
  form: 'code',
  lifespanMs: 1000,
  address: { via: 'email', value: 'ada@example.org' },
  owner,
  toOwner: (code) => ({ template: 'verification_code_valid', data: { code } }),
  toUnknown: { template: 'verification_code_invalid', data: {} },
}
const client = { network: undefined, deviceToken: undefined }

/** What is done to send a secret. */
async function done(
  more: Partial<Secret>,
  delivery: Delivery = { kind: 'send', text: '123456' },
): Promise<readonly string[]> {
  const steps: string[] = []
  await sendSecret(
    {
      codes: {
        deliver: async (wanted: readonly Wanted[]) => {
          for (const { flowId, identityId = 'nobody' } of wanted)
            steps.push(`store for ${flowId} of ${identityId}`)
          return wanted.map(() => delivery)
        },
        pretend: async () => void steps.push('pretend'),
      },
      courier: {
        queue: async ({ channel, recipient, template, data }: OutgoingMessage) =>
          void steps.push(`${template} ${String(data['code'])} by ${channel} to ${recipient}`),
      },
      addressStatuses: { sent: async (id: string) => void steps.push(`sent to ${id}`) },
    } as unknown as SendSecretParts,
    { ...secret, ...more },
    client,
  )
  return steps
}

describe('a secret for an address', () => {
  test('is sent to its owner; the address of a verification is then marked as sent', async () => {
    const stored = 'store for flow of ada',
      sent = 'verification_code_valid 123456 by email to ada@example.org'
    assert.deepEqual(await done({}), [stored, sent, 'sent to ada'])
    assert.deepEqual(await done({ kind: 'recovery' }), [stored, sent])
  })

  test('is not sent to an address of nobody, which may get another message by mail', async () => {
    const stored = 'store for flow of nobody'
    assert.deepEqual(await done({ owner: undefined }), [
      stored,
      'verification_code_invalid undefined by email to ada@example.org',
    ])
    for (const silent of [
      { toUnknown: undefined },
      { address: { via: 'sms', value: '+4930901820' } },
    ] as const)
      assert.deepEqual(await done({ owner: undefined, ...silent }), [stored, 'pretend'])
  })

  test('is not sent when the address got too many messages', async () => {
    for (const to of [owner, undefined])
      assert.equal((await done({ owner: to }, { kind: 'silent' })).length, 1)
  })

  test('is refused to a client who has asked for too many', async () =>
    assert.rejects(
      done({}, { kind: 'throttled', retryAfterMs: 60_000 }),
      (error) => error instanceof InvalidInput && error.retryAfterMs === 60_000,
    ))
})
