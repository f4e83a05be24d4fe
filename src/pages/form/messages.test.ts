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
