import type { Flow } from '#flow/flow.ts'
import { input, type UiNode } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message, type Message } from '#messages/message.ts'

/** Whether the form has other messages than that the code was sent. */
export function hasOtherMessages(flow: Flow, sent: MessageKey): boolean {
  const { messages, fields } = flow.form
  return (
    messages.some((one) => one.key !== sent) ||
    Object.values(fields).some((field) => field.messages.length > 0)
  )
}

/**
 * The fields for a code that was sent. The published forms have another order after a wrong code.
 */
export function codeFormNodes(label: Message, afterWrongCode: boolean): readonly UiNode[] {
  const code = input('code', 'code', 'text', {
    required: true,
    label,
    autocomplete: 'one-time-code',
  })
  const method = [input('code', 'method', 'hidden', { value: 'code' })]
  const send = input('code', 'method', 'submit', { value: 'code', label: message('node.continue') })
  const resend = input('code', 'resend', 'submit', { value: 'code', label: message('node.resend') })
  return afterWrongCode ? [code, resend, ...method, send] : [...method, code, send, resend]
}
