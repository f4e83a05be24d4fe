import type { UiNode, InputNode } from '#flow/ui-node.ts'
import type { MessageRenderer } from '#messages/render.ts'
import type { Speech } from '#languages/speech.ts'
import { labelFromName } from '../field-labels.ts'

export type PasswordRules = {
  readonly similarity: boolean
  readonly blocklist: boolean
  readonly product: string
}

/** Everything that a form is rendered with, besides its nodes. */
export type FormView = {
  readonly render: MessageRenderer
  readonly speech: Speech
  /** The URL to which the form is submitted. */
  readonly action: string
  readonly csrfToken: string
  /** For the hint beside a new password. */
  readonly minPasswordLength: number
  /** By what a new password is judged besides, where that is told while it is typed. */
  readonly passwordRules?: PasswordRules
  /** Replaces the label of a button; undefined keeps it. */
  readonly buttonText?: (node: InputNode) => string | undefined
  /** Whether a button comes first, ahead of the one that belongs to the fields. */
  readonly isFirst?: (node: InputNode) => boolean
  /** The identifier that the form sends along is the address that a code was sent to. */
  readonly identifierIsRecipient?: boolean
  /** The section of the page that the form is in, where it has several. */
  readonly section?: string
  /** The name of the field that has the focus when the page opens. */
  readonly focus?: string
}

export const labelOf = (
  node: UiNode,
  { render, speech: { texts } }: Pick<FormView, 'render' | 'speech'>,
): string =>
  node.label
    ? render(node.label).text
    : labelFromName(node.type === 'input' ? node.name : node.id, texts)

/** The `id` of the control of a field. */
export const idOf = (name: string): string => `f-${name.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`

export const hasError = (node: UiNode, { render }: Pick<FormView, 'render'>): boolean =>
  node.messages.some((one) => render(one).type === 'error')

export const isButton = (node: UiNode): node is InputNode =>
  node.type === 'input' && (node.inputType === 'submit' || node.inputType === 'button')
export const isHidden = (node: UiNode): node is InputNode =>
  node.type === 'input' && node.inputType === 'hidden'

/** Whether the form has a visible field of this name. */
export const hasField = (nodes: readonly UiNode[], name: string): boolean =>
  nodes.some((node) => node.type === 'input' && node.name === name && !isHidden(node))

/** A node that only carries messages about a field which the form does not have. */
export const isOrphan = (node: UiNode): boolean =>
  node.type === 'input' &&
  node.inputType === 'text' &&
  node.group === 'default' &&
  node.label === undefined &&
  !node.name.startsWith('traits.')
