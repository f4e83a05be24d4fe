import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { OutgoingMessage } from '#courier/courier.ts'
import type { OneTimeCode } from '#identity/code-store.ts'
import type { Account } from '#identity/identity-store.ts'
import { sendSecret, type Secret, type SendSecretParts } from './send-secret.ts'

const owner = { identity: { id: 'ada' } } as unknown as Account
const secret: Secret = {
  flowId: 'flow',
  kind: 'verification',
  code: { id: 'code' } as unknown as OneTimeCode,
  address: { via: 'email', value: 'ada@example.org' },
  owner,
  toOwner: { template: 'verification_code_valid', data: { code: '1' } },
  toUnknown: { template: 'verification_code_invalid', data: {} },
}

/** What is done to send a secret. */
async function done(more: Partial<Secret>, mayBeSent = true): Promise<readonly string[]> {
  const steps: string[] = []
  await sendSecret(
    {
      codes: {
        replace: async (flowId: string) => void steps.push(`store for ${flowId}`),
        mayBeSent: async () => mayBeSent,
        pretend: async () => void steps.push('pretend'),
      },
      courier: {
        queue: async ({ channel, recipient, template }: OutgoingMessage) =>
          void steps.push(`${template} by ${channel} to ${recipient}`),
      },
      addressStatuses: { sent: async (id: string) => void steps.push(`sent to ${id}`) },
    } as unknown as SendSecretParts,
    { ...secret, ...more },
  )
  return steps
}

describe('a secret for an address', () => {
  test('is sent to its owner; the address of a verification is then marked as sent', async () => {
    const sent = 'verification_code_valid by email to ada@example.org'
    assert.deepEqual(await done({}), ['store for flow', sent, 'sent to ada'])
    assert.deepEqual(await done({ kind: 'recovery' }), ['store for flow', sent])
  })

  test('is not sent to an address of nobody, which may get another message by mail', async () => {
    assert.deepEqual(await done({ owner: undefined }), [
      'store for flow',
      'verification_code_invalid by email to ada@example.org',
    ])
    for (const silent of [
      { toUnknown: undefined },
      { address: { via: 'sms', value: '+4930901820' } },
    ] as const)
      assert.deepEqual(await done({ owner: undefined, ...silent }), ['store for flow', 'pretend'])
  })

  test('is stored, but not sent, when the address got too many messages', async () => {
    for (const to of [owner, undefined])
      assert.deepEqual(await done({ owner: to }, false), ['store for flow'])
  })
})
