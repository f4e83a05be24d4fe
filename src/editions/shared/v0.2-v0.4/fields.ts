import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import type { Message } from '#messages/message.ts'
import type { FormField, Said } from './wire.ts'

/** How an edition puts fields and messages into JSON. */
export type FieldStyle = {
  readonly say: (messages: readonly Message[]) => Said
  /** Whether a field that need not be filled in says so. */
  readonly saysOptional: boolean
}

/** What a person fills in; the buttons are left to the pages. */
export function inputsOf(form: Form): readonly InputNode[] {
  return form.nodes.filter(
    (node): node is InputNode =>
      node.type === 'input' && node.inputType !== 'submit' && node.inputType !== 'button',
  )
}

/** One field; `csrfToken` is put where the token belongs. */
export function presentField(
  node: InputNode,
  flow: Pick<Flow, 'form'>,
  csrfToken: string,
  { say, saysOptional }: FieldStyle,
): FormField {
  const isTrait = node.name.startsWith('traits.')
  const isKnown = node.inputType === 'hidden' && node.name !== 'csrf_token'
  const required = isTrait ? false : node.required === true || isKnown
  const value = node.name === 'csrf_token' ? csrfToken : node.value
  return {
    name: node.name,
    type: isTrait
      ? traitType(node, flow)
      : isKnown || node.inputType === 'tel'
        ? 'text'
        : node.inputType,
    ...(required || saysOptional ? { required } : {}),
    ...(value === undefined || value === null ? {} : { value }),
    ...(node.pattern === undefined ? {} : { pattern: node.pattern }),
    ...(node.disabled === true ? { disabled: true } : {}),
    ...say(node.messages),
  }
}

const numeric = new Set(['number', 'checkbox'])

/**
 * Once something was typed into a field it is shown as text, so that what was typed can be seen,
 * whatever it is.
 */
function traitType({ name, inputType, value }: InputNode, { form }: Pick<Flow, 'form'>): string {
  if (typeof value === 'string') return 'text'
  return form.fields[name] !== undefined && !numeric.has(inputType) ? 'text' : inputType
}
