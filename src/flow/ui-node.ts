import type { CredentialType } from '#identity/credential-types.ts'
import type { Json } from '#lib/json.ts'
import type { Message } from '#messages/message.ts'
import type { Autocomplete, InputType } from '#schema/identity-schema.ts'

export type NodeGroup =
  | 'default'
  | 'link'
  | 'identifier_first'
  | 'captcha'
  | Exclude<CredentialType, 'link_recovery' | 'code_recovery'>

type Common = {
  readonly group: NodeGroup
  readonly label?: Message
  readonly messages: readonly Message[]
  /** The same object in many forms, so that what is made of it can be kept. */
  readonly isFixed?: true
}

export type InputNode = Common & {
  readonly type: 'input'
  readonly name: string
  readonly inputType: InputType
  readonly value?: Json
  readonly required?: boolean
  readonly disabled?: boolean
  readonly autocomplete?: Autocomplete
  readonly pattern?: string
  readonly maxLength?: number
  /** The values from which one is chosen. */
  readonly options?: readonly Json[]
  /** The function of a script that is called; `call`: the whole call, for handlers in markup. */
  readonly trigger?: {
    readonly on: 'click' | 'load'
    readonly name: string
    readonly call?: string
  }
}
export type TextNode = Common & {
  readonly type: 'text'
  readonly id: string
  readonly text: Message
}
export type ImageNode = Common & {
  readonly type: 'img'
  readonly id: string
  readonly src: string
  readonly width: number
  readonly height: number
}
export type AnchorNode = Common & {
  readonly type: 'a'
  readonly id: string
  readonly href: string
  readonly title: Message
}
export type ScriptNode = Common & {
  readonly type: 'script'
  readonly id: string
  readonly src: string
  readonly integrity: string
  readonly nonce: string
}

/** One element of a form. Computed whenever a flow is shown. */
export type UiNode = InputNode | TextNode | ImageNode | AnchorNode | ScriptNode

/** A form, before its messages are rendered. */
export type Form = {
  readonly nodes: readonly UiNode[]
  readonly messages: readonly Message[]
  /** The form has ended; the browser goes on at this address. */
  readonly leadsTo?: string
}

export function input(
  group: NodeGroup,
  name: string,
  inputType: InputType,
  more: Partial<Omit<InputNode, 'type' | 'group' | 'name' | 'inputType'>> = {},
): InputNode {
  return { type: 'input', group, name, inputType, messages: [], ...more }
}

/** A node that many forms have. */
export const fixedInput = (...of: Parameters<typeof input>): InputNode => ({
  ...input(...of),
  isFixed: true,
})

/** The field of the anti-forgery token. The edition that shows the form fills in the token. */
export const csrfNode: InputNode = input('default', 'csrf_token', 'hidden', {
  required: true,
  value: '',
})
