import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCipher } from '#crypto/cipher.ts'
import { createTotpEncryption, readTotpCredential, type TotpCredential } from './credential.ts'

const url = 'otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const stored = (secrets: readonly string[], from: string): TotpCredential => {
  const credential = readTotpCredential(
    createTotpEncryption(createCipher(secrets)).credential(from, 'ada', 7).config,
  )
  assert.ok(credential)
  return credential
}

describe('a stored authenticator app', () => {
  it('is decrypted for its owner only, by the key that encrypted it', () => {
    const encrypted = stored(['first key'], url)
    assert.equal(encrypted.lastStep, 7)
    assert.equal(
      createTotpEncryption(createCipher(['second key', 'first key'])).decrypt(encrypted, 'ada'),
      url,
    )
    assert.equal(
      createTotpEncryption(createCipher(['first key'])).tryDecrypt(encrypted, 'bob'),
      undefined,
    )
    assert.throws(
      () => createTotpEncryption(createCipher(['second key'])).decrypt(encrypted, 'ada'),
      {
        kind: 'misconfigured',
      },
    )
  })

  it('is encrypted with the newest key when it is stored again', () => {
    const old = stored(['first key'], url),
      both = createTotpEncryption(createCipher(['second key', 'first key']))
    const again = readTotpCredential(both.credential(both.decrypt(old, 'ada'), 'ada', 8).config)
    assert.ok(again)
    assert.equal(createTotpEncryption(createCipher(['second key'])).decrypt(again, 'ada'), url)
  })

  it('is undefined where nothing is encrypted', () => {
    for (const config of [undefined, {}, { sealed: 7 }, { totp_url: url }])
      assert.equal(readTotpCredential(config), undefined)
  })
})
