import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Json } from '#lib/json.ts'
import { isPressed, isSet, stringField, textField, type Submission } from './submission.ts'

const sent = (name: string, values: readonly string[], fromForm = true): Submission => ({
  flowId: undefined,
  fromForm,
  fields: { [name]: values },
  unreadable: undefined,
})

const json = (name: string, value: Json): Submission => ({
  flowId: undefined,
  fromForm: false,
  fields: { [name]: value },
  unreadable: undefined,
})

describe('a name that a form has sent twice', () => {
  test('is the first text', () => {
    assert.equal(textField(sent('method', ['code', 'password']), 'method'), 'code')
    assert.equal(stringField(sent('identifier', ['a', 'b']), 'identifier'), 'a')
  })
  test('is set as the last one says', () => {
    assert.equal(isSet(sent('totp_unlink', ['false', 'true']), 'totp_unlink'), true)
    assert.equal(isSet(sent('totp_unlink', ['true', 'false']), 'totp_unlink'), false)
  })
  test('is a list in JSON', () => {
    assert.equal(textField(sent('method', ['code'], false), 'method'), undefined)
    assert.equal(isSet(sent('totp_unlink', ['true'], false), 'totp_unlink'), false)
  })
})

describe('a button', () => {
  for (const value of ['code', 'true', true, 1])
    test(`is pressed by ${JSON.stringify(value)}`, () =>
      assert.equal(isPressed(json('resend', value), 'resend'), true))
  for (const value of ['', false, null])
    test(`is not pressed by ${JSON.stringify(value)}`, () =>
      assert.equal(isPressed(json('resend', value), 'resend'), false))
  test('that is sent twice is pressed when one of them says so', () => {
    assert.equal(isPressed(sent('resend', ['', 'code']), 'resend'), true)
    assert.equal(isPressed(sent('resend', ['', '']), 'resend'), false)
  })
})
