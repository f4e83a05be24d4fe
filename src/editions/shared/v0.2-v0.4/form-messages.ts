// Which sentences these editions say, and how many.
import type { Form, UiNode } from '#flow/ui-node.ts'
import type { MessageKey } from '#messages/catalogue.ts'
import { message, type Message } from '#messages/message.ts'

/** What is seen from the request itself. */
const omitted: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'login.confirm',
  'login.second-factor',
  'settings.saved',
])

/**
 * One entry for every rule that is broken, and one before them where there are several: an address
 * that is none breaks the format of its field and the use to which the schema puts it.
 */
function everyRule(broken: Message): readonly Message[] {
  if (broken.key !== 'validation.not-an-email') return [broken]
  const also = (reason: string) => message('validation.generic', { reason })
  return [
    also('There is more than one thing wrong with this.'),
    broken,
    also('No message could be sent to this.'),
  ]
}

/** The form with what these editions say in it. */
export function formMessages(form: Form): Form {
  return {
    ...form,
    messages: form.messages.filter(({ key }) => !omitted.has(key)),
    nodes: oneMissing(form.nodes).map(withEveryRule),
  }
}

const isMissing = ({ key }: Message) => key === 'validation.required' || key === 'validation.empty'

/** Of the fields of a login that are not filled in the first is named. */
function oneMissing(nodes: readonly UiNode[]): readonly UiNode[] {
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

function withEveryRule(node: UiNode): UiNode {
  return node.type === 'input' && node.name.startsWith('traits.')
    ? { ...node, messages: node.messages.flatMap(everyRule) }
    : node
}
