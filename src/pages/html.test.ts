import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { attributes, breakable, html, render, type Value } from './html.ts'

const text = (value: Value) => render(html`${value}`)

describe('html templates', () => {
  it('escape every special character in text and in quoted attributes', () => {
    assert.equal(
      text(`<b>"Tom" & 'Ann'</b>`),
      '&lt;b&gt;&quot;Tom&quot; &amp; &#39;Ann&#39;&lt;/b&gt;',
    )
    assert.equal(render(html`<a title="${'" onclick="x'}">`), '<a title="&quot; onclick=&quot;x">')
  })
  it('do not escape the result of another template, not even in a list', () => {
    const bold = (one: string) => html`<b>${one}</b>`
    assert.equal(text(['a', '<'].map(bold)), '<b>a</b><b>&lt;</b>')
  })
  it('render undefined, null, false and empty lists as nothing, and zero as 0', () => {
    assert.equal(render(html`[${undefined}${null}${false}${[]}${''}]`), '[]')
    assert.equal(text(0), '0')
  })
  it('refuse parsed JSON that imitates a template result', () => {
    const imitation = JSON.parse('[{"markup":"<script>","html":"<script>"}]') as Value
    assert.throws(() => text(imitation))
  })
})

describe('a breakable text', () => {
  it('is escaped, and may break before @', () => {
    assert.equal(render(breakable('<a@x.org>')), '&lt;a<wbr>@x.org&gt;')
  })
})

describe('attributes', () => {
  it('have an escaped value, or no value when they are true', () => {
    assert.equal(
      render(
        attributes({ name: 'a"b', required: true, disabled: false, value: undefined, width: 3 }),
      ),
      'name="a&quot;b" required width="3"',
    )
  })
})
