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

test('a form token fits the flow and the secret it was made for', () =>
  assert.ok(tokens.fitsForm('flow', hash, tokens.formToken('flow', hash))))

test('a form token differs each time', () =>
  assert.notEqual(tokens.formToken('flow', hash), tokens.formToken('flow', hash)))

test('a form token fits no other flow, no other secret and no other server', () => {
  const token = tokens.formToken('flow', hash)
  assert.equal(tokens.fitsForm('another', hash, token), false)
  assert.equal(tokens.fitsForm('flow', csrf.hash(csrf.newSecret()), token), false)
  assert.equal(
    createFormTokens(
      csrf,
      createSigner(() => ['another-secret']),
    ).fitsForm('flow', hash, token),
    false,
  )
})

test('what is no token fits nothing', () => {
  for (const text of ['', 'AAAA', csrf.mask(csrf.newSecret()), 'x'.repeat(88)])
    assert.equal(tokens.fitsForm('flow', hash, text), false)
})
