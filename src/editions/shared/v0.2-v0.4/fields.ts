import type { Flow } from '#flow/flow.ts'
import { mistakesOf } from '#flow/settings/mistakes.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import type { Message } from '#messages/message.ts'
import type { FormField, WireMessages } from './wire.ts'

/** How an edition presents fields and messages as JSON. */
export type FieldStyle = {
  readonly renderMessages: (messages: readonly Message[]) => WireMessages
  /** Whether optional fields carry `required: false`; otherwise the key is left out. */
  readonly showsOptional: boolean
}

/** The input fields of a form, without buttons; in these editions the page draws its own. */
export function inputsOf(form: Form): readonly InputNode[] {
  return form.nodes.filter(
    (node): node is InputNode =>
      node.type === 'input' && node.inputType !== 'submit' && node.inputType !== 'button',
  )
}

/** A form field as JSON. `csrfToken` becomes the value of the CSRF field. */
export function presentField(
  node: InputNode,
  flow: Pick<Flow, 'form' | 'memory'>,
  csrfToken: string,
  { renderMessages, showsOptional }: FieldStyle,
): FormField {
  const isTrait = node.name.startsWith('traits.')
  const isPrefilled = node.inputType === 'hidden' && node.name !== 'csrf_token'
  const required = isTrait ? false : node.required === true || isPrefilled
  const value = node.name === 'csrf_token' ? csrfToken : node.value
  return {
    name: node.name,
    type: isTrait
      ? traitType(node, flow)
      : isPrefilled || node.inputType === 'tel'
        ? 'text'
        : node.inputType,
    ...(required || showsOptional ? { required } : {}),
    ...(value === undefined || value === null ? {} : { value }),
    ...(node.pattern === undefined ? {} : { pattern: node.pattern }),
    ...(node.disabled === true ? { disabled: true } : {}),
    ...renderMessages(node.messages),
  }
}

const numeric = new Set(['number', 'checkbox'])

/**
 * The type of a trait field. After a submit the field becomes `text`, so that invalid input (such
 * as a malformed date) can be shown in it.
 */
function traitType(
  { name, inputType, value }: InputNode,
  flow: Pick<Flow, 'form' | 'memory'>,
): string {
  const { form } = flow
  if (typeof value === 'string') return 'text'
  if (value === undefined && mistakesOf(flow).texts.includes(name)) return 'text'
  return form.fields[name] !== undefined && !numeric.has(inputType) ? 'text' : inputType
}
