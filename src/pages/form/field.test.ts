import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { input, type InputNode } from '#flow/ui-node.ts'
import { englishSpeech } from '#languages/languages.ts'
import { message } from '#messages/message.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { render } from '../html.ts'
import { script } from '../script.ts'
import { renderField } from './field.ts'

const view = {
  render: createMessageRenderer(),
  speech: englishSpeech,
  action: '',
  csrfToken: '',
  minPasswordLength: 8,
}
const field = (node: InputNode) => render(renderField(node, view)).replaceAll(/\s+/g, ' ')

describe('every field of a form', () => {
  const types = [
    'text',
    'password',
    'email',
    'tel',
    'number',
    'url',
    'date',
    'datetime-local',
  ] as const
  const names = ['identifier', 'password', 'code', 'totp_code', 'lookup_secret', 'traits.email']
  const fields = types.flatMap((type) =>
    names.map((name) => input('default', name, type, { label: message('node.identifier') })),
  )

  it('takes what is pasted, and can be filled in by the browser', () => {
    for (const node of fields) {
      const text = field(node)
      assert.doesNotMatch(text, /onpaste|oncopy|ondrop|readonly|<input[^>]* disabled/, node.name)
      if (/^(?:totp_)?code$/.test(node.name))
        assert.match(text, /autocomplete="one-time-code".* inputmode="numeric"/)
      else if (node.name !== 'lookup_secret') assert.doesNotMatch(text, /autocomplete="off"/)
    }
    assert.doesNotMatch(script, /paste/)
  })

  it('that is secret has what its button and the word about Caps Lock say', () => {
    for (const node of fields) {
      const isSecret = node.inputType === 'password'
      for (const name of ['data-show', 'data-hide', 'data-show-text', 'data-hide-text'])
        assert.equal(field(node).includes(` ${name}="`), isSecret, node.name)
      assert.equal(field(node).includes('data-caps-lock="Caps Lock is on."'), isSecret, node.name)
    }
  })
})
