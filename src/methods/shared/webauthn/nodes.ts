import type { Flow } from '#flow/flow.ts'
import type { MethodCall } from '#flow/method-call.ts'
import { type InputNode, input, type NodeGroup, type ScriptNode } from '#flow/ui-node.ts'
import type { JsonObject } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import { keyScript } from './script.ts'

/** The script that the buttons call. A native app brings its own. */
export function scriptNodes(
  flow: Flow,
  { links }: MethodCall,
  newId: () => string,
): readonly ScriptNode[] {
  if (flow.type !== 'browser') return []
  return [
    {
      type: 'script',
      group: 'webauthn',
      id: 'webauthn_script',
      src: links.keyScript(),
      integrity: keyScript.integrity,
      nonce: newId(),
      messages: [],
    },
  ]
}

/** `calls`: the function of the script. `options`: what it is called with. */
export type KeyButton = {
  readonly group: NodeGroup
  readonly name: string
  readonly calls: string
  readonly label: Message
  readonly options?: JsonObject
  readonly value?: string
}

export function buttonNode(
  flow: Pick<Flow, 'type'>,
  { group, name, calls, label, options, value }: KeyButton,
): InputNode {
  const text = options && JSON.stringify(options)
  const shown = text ?? value
  return input(group, name, 'button', {
    label,
    ...(shown === undefined ? {} : { value: shown }),
    trigger: { on: 'click', name: calls, ...callOf(flow, calls, text) },
  })
}

/** In a browser, also the call itself, for pages that have handlers in their markup. */
export const callOf = (
  flow: Pick<Flow, 'type'>,
  name: string,
  argument = '',
): { readonly call?: string } =>
  flow.type === 'browser' ? { call: `window.${name}(${argument})` } : {}
