import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { typedCode } from './typed-code.ts'

describe('a typed code', () => {
  test('is the same however it is typed', () => {
    const spellings = [
      'ab12cd34',
      'AB12CD34',
      ' Ab12 cD34\n',
      'ab12-cd34',
      'ab12\u2010cd34',
      'ab12\u2013cd34',
      'ab12\u2014cd34',
      'ab12\u2212cd34',
      'ab12\uff0dcd34',
      'ab\u00a012\u2009cd\u300034',
      'ＡＢ１２ｃｄ３４',
      '\u200bab12\u2060cd34\ufeff',
      'ab12\tcd34\r\n',
    ]
    for (const one of spellings) assert.equal(typedCode(one), 'ab12cd34', JSON.stringify(one))
  })
  test('keeps all letters and digits that differ', () => {
    assert.notEqual(typedCode('abl0'), typedCode('abI0'.toLowerCase()))
    assert.equal(typedCode(typedCode('Ａ-1 ')), 'a1')
    assert.equal(typedCode(' - '), '')
  })
})
