import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isSet, stringField, textField, type Submission } from './submission.ts'

const sent = (name: string, values: readonly string[], fromForm = true): Submission => ({
  flowId: undefined,
  fromForm,
  fields: { [name]: values },
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
