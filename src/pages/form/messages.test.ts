import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { input } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { withoutRepeats } from './messages.ts'

describe('repeated messages', () => {
  const malformed = (value: string) => message('validation.not-an-email', { value })

  it('are shown once for the form and once for each field', () => {
    const email = input('code', 'email', 'email', {
      messages: [
        malformed('x'),
        malformed('y'),
        message('validation.required', { property: 'email' }),
      ],
    })
    const once = withoutRepeats(
      {
        messages: [message('verification.no-method'), message('verification.no-method')],
        nodes: [input('default', 'csrf_token', 'hidden'), email],
      },
      { render: createMessageRenderer() },
    )
    assert.deepEqual(once.messages.length, 1)
    assert.deepEqual(
      once.nodes.map((node) => node.messages.map(({ key }) => key)),
      [[], ['validation.not-an-email', 'validation.required']],
    )
  })
})

describe('repeated buttons', () => {
  it('are shown once; a hidden field of their name, and other choices, stay', () => {
    const button = input('password', 'method', 'submit', { value: 'password' })
    const nodes = [
      button,
      input('password', 'method', 'hidden', { value: 'password' }),
      input('code', 'method', 'submit', { value: 'code' }),
      button,
    ]
    const form = withoutRepeats({ messages: [], nodes }, { render: createMessageRenderer() })
    assert.deepEqual(
      form.nodes.map((node) => node.type === 'input' && [node.inputType, node.value]),
      [
        ['submit', 'password'],
        ['hidden', 'password'],
        ['submit', 'code'],
      ],
    )
  })
})
