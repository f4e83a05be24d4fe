// Nodes as the first editions with flows show them: no node_type, other names and groups, never a
// list left out.
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

/** The name of a field where the published one is another. */
export const publishedName = (kind: FlowKind, name: string): string =>
  kind === 'login' && name === 'identifier' ? 'password_identifier' : name

/** Types of fields that clients of these editions do not know. */
const older: Partial<Record<InputType, InputType>> = { tel: 'text', button: 'submit' }

export function presentNode(node: UiNode, view: NodeView): readonly WireNode[] {
  const { render, flow } = view
  const base = {
    group: groupOf(node, flow.kind),
    messages: oneAgainstPassword(node.messages.map(render)),
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

/** What is wrong with a password is told one thing at a time: they all have the same id. */
const oneAgainstPassword = (messages: readonly Text[]): readonly Text[] =>
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

/** Where a message is to go; its field bears no label. */
const isAddress = (node: UiNode, { kind }: NodeView['flow']): boolean =>
  (kind === 'recovery' || kind === 'verification') && node.type === 'input' && node.name === 'email'

/** Always typed in, also by somebody whose session is to be confirmed. */
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

/** A trait that the schema does not know is of the type of its value. */
const typeOf = (node: InputNode): InputType =>
  isTrait(node) && !node.label && node.inputType === 'text' && typeof node.value === 'number'
    ? 'number'
    : (older[node.inputType] ?? node.inputType)

function valueOf(node: InputNode, { flow, csrfToken }: NodeView): InputNode['value'] {
  if (node.name === 'csrf_token') return csrfToken
  // an address that nothing was sent to is typed anew; a message that was sent is not asked for
  // again by the same button
  if (isAddress(node, flow) && flow.state === 'choose_method')
    return node.value === '' ? '' : undefined
  return flow.kind === 'recovery' && flow.state === 'sent_email' && node.name === 'method'
    ? undefined
    : node.value
}
