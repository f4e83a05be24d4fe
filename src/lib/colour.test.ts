import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contrast, mix, nearest, parseColour } from './colour.ts'

describe('a colour', () => {
  it('is written with three or six digits', () => {
    assert.equal(parseColour('#FFF'), '#ffffff')
    assert.equal(parseColour('#1f5A45'), '#1f5a45')
  })

  for (const text of [
    '',
    'red',
    '#',
    '#12',
    '#1234',
    '#12345678',
    '#ggg',
    ' #fff',
    '#fff\n',
    '#fff;}',
  ])
    it(`is not ${JSON.stringify(text)}`, () => assert.equal(parseColour(text), undefined))

  it('has the contrast of WCAG, whichever of the two is the text', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21)
    assert.equal(contrast('#ffffff', '#ffffff'), 1)
    // NOTE the lightest grey on white that WCAG lets pass, and the next one
    assert.ok(contrast('#767676', '#ffffff') >= 4.5)
    assert.ok(contrast('#ffffff', '#777777') < 4.5)
  })

  it('is mixed with another', () => {
    assert.equal(mix('#000000', '#ffffff', 0), '#000000')
    assert.equal(mix('#000000', '#ff0080', 0.5), '#800040')
    assert.equal(mix('#000000', '#ffffff', 1), '#ffffff')
  })

  it('is moved no further than it has to', () => {
    const onWhite = (one: string) => contrast(one, '#ffffff') >= 4.5
    assert.equal(nearest('#1f5a45', onWhite), '#1f5a45')
    const found = nearest('#ffcc00', onWhite) ?? ''
    assert.ok(onWhite(found) && contrast(found, '#ffffff') < 4.7, found)
    assert.equal(
      nearest('#ffcc00', () => false),
      undefined,
    )
  })
})
