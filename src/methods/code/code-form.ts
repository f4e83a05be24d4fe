import type { Flow } from '#flow/flow.ts'
import { input, type UiNode } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message, type Message } from '#messages/message.ts'

/** Whether something else is to be said by now than that the code was sent. */
export function afterWrong(flow: Flow, sent: MessageKey): boolean {
  return flow.form.messages.some((one) => one.key !== sent)
}

/**
 * The fields for a code that was sent. The published forms order them otherwise once a code was
 * wrong.
 */
export function codeFormNodes(label: Message, again: boolean): readonly UiNode[] {
  const code = input('code', 'code', 'text', { required: true, label })
  const method = [input('code', 'method', 'hidden', { value: 'code' })]
  const send = input('code', 'method', 'submit', { value: 'code', label: message('node.continue') })
  const resend = input('code', 'resend', 'submit', { value: 'code', label: message('node.resend') })
  return again ? [code, resend, ...method, send] : [...method, code, send, resend]
}
