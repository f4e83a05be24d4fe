import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCipher } from '#crypto/cipher.ts'
import { createTotpSeal, readTotpCredential, type TotpCredential } from './credential.ts'

const url = 'otpauth://totp/Example:ada?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const stored = (secrets: readonly string[], from: string): TotpCredential => {
  const credential = readTotpCredential(
    createTotpSeal(createCipher(secrets)).credential(from, 'ada', 7).config,
  )
  assert.ok(credential)
  return credential
}

describe('a sealed authenticator', () => {
  it('opens for its owner only, with the key that sealed it or with that among older ones', () => {
    const sealed = stored(['first key'], url)
    assert.equal(sealed.lastStep, 7)
    assert.equal(createTotpSeal(createCipher(['second key', 'first key'])).open(sealed, 'ada'), url)
    assert.equal(createTotpSeal(createCipher(['first key'])).peek(sealed, 'bob'), undefined)
    assert.throws(() => createTotpSeal(createCipher(['second key'])).open(sealed, 'ada'), {
      kind: 'misconfigured',
    })
  })

  it('is sealed with the newest key when it is stored again', () => {
    const old = stored(['first key'], url),
      both = createTotpSeal(createCipher(['second key', 'first key']))
    const again = readTotpCredential(both.credential(both.open(old, 'ada'), 'ada', 8).config)
    assert.ok(again)
    assert.equal(createTotpSeal(createCipher(['second key'])).open(again, 'ada'), url)
  })

  it('is none where nothing is sealed', () => {
    for (const config of [undefined, {}, { sealed: 7 }, { totp_url: url }])
      assert.equal(readTotpCredential(config), undefined)
  })
})
