import assert from 'node:assert/strict'
import { createHmac, hkdfSync } from 'node:crypto'
import { test } from 'node:test'
import { createMacKeys } from './mac-keys.ts'

test('a mac is the HMAC-SHA-256 of the text in UTF-8, whatever its length', () => {
  const secret = 'a-secret-of-more-than-32-characters'
  const keys = createMacKeys(() => [secret], 'audit')
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'pallas audit', 32))
  // NOTE longer and shorter ones by turns: what is kept for the next text shows in none
  for (const length of [0, 1, 5000, 3, 63, 64, 65, 1023, 1024, 1025, 2, 20_000, 7])
    for (const unit of ['x', 'ä', '€', '🕰', '\ud800', '\0'])
      assert.equal(
        keys.mac(keys.newest(), unit.repeat(length)),
        createHmac('sha256', key).update(unit.repeat(length)).digest('base64url'),
        `${length} × ${JSON.stringify(unit)}`,
      )
})

test('the keys of two secrets, and of two purposes, differ', () => {
  const secrets = ['a-secret-of-more-than-32-characters', 'another-secret-of-so-many-characters']
  const [one, other] = ['audit', 'another'].map((purpose) => createMacKeys(() => secrets, purpose))
  assert.ok(one && other)
  assert.notEqual(one.newest(), other.newest())
  assert.equal(one.mac(other.newest(), 'text'), undefined)
  const alone = createMacKeys(() => secrets.slice(1), 'audit')
  assert.notEqual(one.newest(), alone.newest())
  assert.notEqual(one.mac(one.newest(), 'text'), one.mac(alone.newest(), 'text'))
})
