import type { UiNode, InputNode } from '#flow/ui-node.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { labelFromName } from '../texts.ts'

/** What a form is rendered with, besides its nodes. */
export type FormView = {
  readonly render: MessageRenderer
  /** Where it is sent. */
  readonly action: string
  readonly csrfToken: string
  /** The shortest password, for the hint beside a new one. */
  readonly minPasswordLength: number
  /** What a button says instead of its label; undefined for the label. */
  readonly buttonText?: (node: InputNode) => string | undefined
  /** The name of the field that has the focus when there are no mistakes. */
  readonly focus?: string
}

export const labelOf = (node: UiNode, { render }: Pick<FormView, 'render'>): string =>
  node.label ? render(node.label).text : labelFromName(node.type === 'input' ? node.name : node.id)

export const idOf = (name: string): string => `f-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`

export const hasError = (node: UiNode, { render }: Pick<FormView, 'render'>): boolean =>
  node.messages.some((one) => render(one).type === 'error')

export const isButton = (node: UiNode): node is InputNode =>
  node.type === 'input' && (node.inputType === 'submit' || node.inputType === 'button')
export const isHidden = (node: UiNode): node is InputNode =>
  node.type === 'input' && node.inputType === 'hidden'

/** Something said of a field that the form does not have: there is nothing to fill in, only something to read. */
export const isOrphan = (node: UiNode): boolean =>
  node.type === 'input' &&
  node.inputType === 'text' &&
  node.group === 'default' &&
  node.label === undefined &&
  !node.name.startsWith('traits.')
