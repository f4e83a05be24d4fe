import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCsrf } from './csrf.ts'
import { createFormTokens } from './form-tokens.ts'
import { createSigner } from './signer.ts'

const csrf = createCsrf()
const tokens = createFormTokens(
  csrf,
  createSigner(() => ['a-secret-for-this-test']),
)
const hash = csrf.hash(csrf.newSecret())

test('a form token matches the flow and the secret it was made for', () =>
  assert.ok(tokens.matchesForm('flow', hash, tokens.formToken('flow', hash))))

test('a form token is different each time', () =>
  assert.notEqual(tokens.formToken('flow', hash), tokens.formToken('flow', hash)))

test('a form token matches no other flow, secret or server', () => {
  const token = tokens.formToken('flow', hash)
  assert.equal(tokens.matchesForm('another', hash, token), false)
  assert.equal(tokens.matchesForm('flow', csrf.hash(csrf.newSecret()), token), false)
  assert.equal(
    createFormTokens(
      csrf,
      createSigner(() => ['another-secret']),
    ).matchesForm('flow', hash, token),
    false,
  )
})

test('a text that is not a token matches nothing', () => {
  for (const text of ['', 'AAAA', csrf.mask(csrf.newSecret()), 'x'.repeat(88)])
    assert.equal(tokens.matchesForm('flow', hash, text), false)
})
