// UI nodes as v0.6 and v0.7 publish them: without node_type, with other names and groups, and with
// empty lists instead of absent ones.
import type { Flow, FlowKind } from '#flow/flow.ts'
import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { InputType } from '#schema/identity-schema.ts'
import type { WireNode, Text } from './wire.ts'

export type NodeView = {
  readonly flow: Pick<Flow, 'kind' | 'state'>
  readonly render: MessageRenderer
  readonly csrfToken: string
}

/** The published name of a field. */
export const publishedName = (kind: FlowKind, name: string): string =>
  kind === 'login' && name === 'identifier' ? 'password_identifier' : name

/** Input types replaced because clients of these editions do not know them. */
const replacedTypes: Partial<Record<InputType, InputType>> = { tel: 'text', button: 'submit' }

/** A node as JSON; scripts have none in these editions. */
export function presentNode(node: UiNode, view: NodeView): readonly WireNode[] {
  const { render, flow } = view
  const base = {
    group: groupOf(node, flow.kind),
    messages: firstPasswordMessage(node.messages.map(render)),
    meta: {},
  }
  const labelled =
    node.label && !isAddress(node, flow) ? { ...base, meta: { label: render(node.label) } } : base
  switch (node.type) {
    case 'input':
      return [
        isIdentifier(node, flow.kind)
          ? {
              ...base,
              type: 'input',
              attributes: identifier(node),
              meta: { label: render(message('node.identifier')) },
            }
          : { ...labelled, type: 'input', attributes: attributes(node, view) },
      ]
    case 'text':
      return [{ ...labelled, type: 'text', attributes: { text: render(node.text) } }]
    case 'img':
      return [{ ...labelled, type: 'img', attributes: { src: node.src } }]
    case 'a':
      return [
        { ...labelled, type: 'a', attributes: { href: node.href, title: render(node.title) } },
      ]
    case 'script':
      return []
  }
}

/** Only the first message about a password is shown: they all have the same id. */
const firstPasswordMessage = (messages: readonly Text[]): readonly Text[] =>
  messages.filter(
    ({ id }, at) => id !== 4000005 || messages.findIndex((other) => other.id === id) === at,
  )

const isTrait = (node: UiNode): boolean => node.type === 'input' && node.name.startsWith('traits.')
const isIdentifier = (node: UiNode, kind: FlowKind): boolean =>
  kind === 'login' && node.type === 'input' && node.name === 'identifier'

function groupOf(node: UiNode, kind: FlowKind): string {
  if (
    isIdentifier(node, kind) ||
    (kind === 'registration' && isTrait(node) && node.group !== 'oidc')
  )
    return 'password'
  return node.group
}

/** Whether the node is the address to which a message is sent; it has no label. */
const isAddress = (node: UiNode, { kind }: NodeView['flow']): boolean =>
  (kind === 'recovery' || kind === 'verification') && node.type === 'input' && node.name === 'email'

/** The identifier field is always shown, also when a session is confirmed. */
function identifier(node: InputNode): WireNode['attributes'] {
  return {
    name: publishedName('login', node.name),
    type: 'text',
    value: node.value ?? '',
    required: true,
    disabled: false,
  }
}

function attributes(node: InputNode, view: NodeView): WireNode['attributes'] {
  const value = valueOf(node, view)
  return {
    name: node.name,
    type: typeOf(node),
    ...(value === undefined ? {} : { value }),
    ...(node.required === true && !isTrait(node) ? { required: true } : {}),
    disabled: node.disabled === true,
    ...(node.pattern === undefined ? {} : { pattern: node.pattern }),
  }
}

/** A trait that the schema does not define gets the input type of its value. */
const typeOf = (node: InputNode): InputType =>
  isTrait(node) && !node.label && node.inputType === 'text' && typeof node.value === 'number'
    ? 'number'
    : (replacedTypes[node.inputType] ?? node.inputType)

function valueOf(node: InputNode, { flow, csrfToken }: NodeView): InputNode['value'] {
  if (node.name === 'csrf_token') return csrfToken
  // before a message is sent, the address is not prefilled; afterwards, the submit button has no
  // value, so that it does not request another message
  if (isAddress(node, flow) && flow.state === 'choose_method')
    return node.value === '' ? '' : undefined
  return flow.kind === 'recovery' && flow.state === 'sent_email' && node.name === 'method'
    ? undefined
    : node.value
}
