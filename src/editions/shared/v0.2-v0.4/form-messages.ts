// Selects and adds messages as v0.2 and v0.4 publish them.
import type { Form, UiNode } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message, type Message } from '#messages/message.ts'

/** Messages left out because the flow's own properties tell the same. */
const omitted: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'login.confirm',
  'login.second-factor',
  'settings.saved',
])

/**
 * These editions report each violated schema keyword. An invalid email address violates `format`
 * and the extension that uses it as an address, and a summary message precedes the two.
 */
function violationsOf(violation: Message): readonly Message[] {
  if (violation.key !== 'validation.not-an-email') return [violation]
  const generic = (reason: string) => message('validation.generic', { reason })
  return [
    generic('There is more than one thing wrong with this.'),
    violation,
    generic('No message could be sent to this.'),
  ]
}

/** The form with the messages of these editions. */
export function formMessages(form: Form): Form {
  return {
    ...form,
    messages: form.messages.filter(({ key }) => !omitted.has(key)),
    nodes: firstMissing(form.nodes).map(withViolations),
  }
}

const isMissing = ({ key }: Message) => key === 'validation.required' || key === 'validation.empty'

/** When identifier and password of a login are both missing, only the identifier is reported. */
function firstMissing(nodes: readonly UiNode[]): readonly UiNode[] {
  const identifierMissing = nodes.some(
    (node) => node.type === 'input' && node.name === 'identifier' && node.messages.some(isMissing),
  )
  return identifierMissing
    ? nodes.map((node) =>
        node.type === 'input' && node.name === 'password'
          ? { ...node, messages: node.messages.filter((one) => !isMissing(one)) }
          : node,
      )
    : nodes
}

function withViolations(node: UiNode): UiNode {
  return node.type === 'input' && node.name.startsWith('traits.')
    ? { ...node, messages: node.messages.flatMap(violationsOf) }
    : node
}
