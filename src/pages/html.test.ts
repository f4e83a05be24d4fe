import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, html, render, type Value } from './html.ts'

const text = (value: Value) => render(html`${value}`)

describe('markup', () => {
  it('escapes every character that means something in text or in a quoted attribute', () => {
    assert.equal(
      text(`<b>"Tom" & 'Ann'</b>`),
      '&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;',
    )
    assert.equal(render(html`<a title="${'" onclick="x'}">`), '<a title="&quot; onclick=&quot;x">')
  })
  it('keeps markup that was made here, in lists too', () => {
    const bold = (one: string) => html`<b>${one}</b>`
    assert.equal(text(['a', '<'].map(bold)), '<b>a</b><b>&lt;</b>')
  })
  it('writes nothing for what is not there, and zero for zero', () => {
    assert.equal(render(html`[${undefined}${null}${false}${[]}${''}]`), '[]')
    assert.equal(text(0), '0')
  })
  it('takes no object from outside for markup', () => {
    const posing = JSON.parse('[{"markup":"<script>","html":"<script>"}]') as Value
    assert.throws(() => text(posing))
  })
})

describe('attributes', () => {
  it('are written when they have a value, and bare when they are true', () => {
    assert.equal(
      render(
        attributes({ name: 'a"b', required: true, disabled: false, value: undefined, width: 3 }),
      ),
      'name="a&quot;b" required width="3"',
    )
  })
})
