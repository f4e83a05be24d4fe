import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { relyingParty } from './relying-party.ts'

const rp = { id: 'example.org', display_name: 'Example' }
const originsOf = (more: object, publicUrl = 'https://id.example.org/auth') =>
  relyingParty({ ...rp, ...more }, { publicUrl }).origins

describe('the relying party', () => {
  test('its origins are those that are listed, without paths', () => {
    assert.deepEqual(
      originsOf({ origins: ['https://a.example.org/', 'https://b.example.org:444/x'] }),
      ['https://a.example.org', 'https://b.example.org:444'],
    )
    assert.deepEqual(originsOf({ origin: 'https://a.example.org' }), ['https://a.example.org'])
    assert.deepEqual(originsOf({ origins: ['android:apk-key-hash:x'] }), ['android:apk-key-hash:x'])
  })

  test('without a list they are its domain, and this server below it', () => {
    assert.deepEqual(originsOf({}), ['https://example.org', 'https://id.example.org'])
    assert.deepEqual(originsOf({}, 'http://example.org:4433'), [
      'http://example.org',
      'http://example.org:4433',
    ])
    for (const other of ['https://badexample.org', 'https://example.org.evil.example'])
      assert.deepEqual(originsOf({}, other), ['https://example.org'])
  })
})
