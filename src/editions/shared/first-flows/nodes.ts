// Nodes as the first editions with flows show them: no node_type, other names and groups, never a list left out.
import type { FlowKind } from '#flow/flow.ts'
import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { message } from '#messages/message.ts'
import type { Voice } from '#messages/render.ts'
import type { InputType } from '#schema/vocabulary.ts'
import type { Node } from './wire.ts'

export type NodeView = { readonly kind: FlowKind; readonly voice: Voice; readonly csrfToken: string }

/** The name of a field where the published one is another. */
export const publishedName = (kind: FlowKind, name: string): string => (kind === 'login' && name === 'identifier' ? 'password_identifier' : name)

/** Types of fields that clients of these editions do not know. */
const older: Partial<Record<InputType, InputType>> = { tel: 'text', button: 'submit' }

export function presentNode(node: UiNode, view: NodeView): readonly Node[] {
  const { voice } = view
  const base = { group: groupOf(node, view.kind), messages: node.messages.map(voice), meta: {} }
  const labelled = node.label ? { ...base, meta: { label: voice(node.label) } } : base
  switch (node.type) {
    case 'input': return [isIdentifier(node, view.kind) ? { ...base, type: 'input', attributes: identifier(node), meta: { label: voice(message('node.identifier')) } } : { ...labelled, type: 'input', attributes: attributes(node, view) }]
    case 'text': return [{ ...labelled, type: 'text', attributes: { text: voice(node.text) } }]
    case 'img': return [{ ...labelled, type: 'img', attributes: { src: node.src } }]
    case 'a': return [{ ...labelled, type: 'a', attributes: { href: node.href, title: voice(node.title) } }]
    case 'script': return []
  }
}

const isTrait = (node: UiNode): boolean => node.type === 'input' && node.name.startsWith('traits.')
const isIdentifier = (node: UiNode, kind: FlowKind): boolean => kind === 'login' && node.type === 'input' && node.name === 'identifier'

function groupOf(node: UiNode, kind: FlowKind): string {
  if (isIdentifier(node, kind) || (kind === 'registration' && isTrait(node))) return 'password'
  return node.group
}

/** Always typed in, also by somebody whose session is to be confirmed. */
function identifier(node: InputNode): Node['attributes'] {
  return { name: publishedName('login', node.name), type: 'text', value: node.value ?? '', required: true, disabled: false }
}

function attributes(node: InputNode, { csrfToken }: NodeView): Node['attributes'] {
  return {
    name: node.name,
    type: older[node.inputType] ?? node.inputType,
    ...(node.name === 'csrf_token' ? { value: csrfToken } : node.value === undefined ? {} : { value: node.value }),
    ...(node.required === true && !isTrait(node) ? { required: true } : {}),
    disabled: node.disabled === true,
    ...(node.pattern === undefined ? {} : { pattern: node.pattern }),
  }
}
