import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { createSigner } from './signer.ts'

const secrets = [1, 32, 63, 64, 65, 200].flatMap((length) =>
  ['x', 'ß'].map((letter) => letter.repeat(length)),
)
const texts = ['', 'a', 'müller@example.org ✓', 'x'.repeat(55), 'x'.repeat(1000)]

describe('a signature', () => {
  test('is HMAC-SHA-256 as others compute it, for secrets and texts of any length', () => {
    for (const secret of secrets)
      for (const text of texts) {
        const usual = createHmac('sha256', secret).update(text).digest('base64url')
        assert.equal(createSigner(() => [secret]).sign(text), usual)
      }
  })

  test('is made with the newest secret, and recognized with every one that is there now', () => {
    let secrets = ['old']
    const signer = createSigner(() => secrets)
    const old = signer.sign('text')
    secrets = ['new', 'old']
    assert.notEqual(signer.sign('text'), old)
    assert.deepEqual(
      [signer.verify('text', old), signer.verify('other', old), signer.verify('text', '')],
      [true, false, false],
    )
    secrets = ['new']
    assert.equal(signer.verify('text', old), false)
    secrets = []
    assert.throws(() => signer.sign('text'), RangeError)
  })
})
