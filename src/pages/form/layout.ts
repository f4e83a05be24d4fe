import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { isButton, isHidden, isOrphan } from './view.ts'

/** The nodes of one form by their place in it. */
export type FormLayout = {
  readonly hidden: readonly InputNode[]
  /** Fields, texts, images and links. */
  readonly fields: readonly UiNode[]
  /** The button that the Enter key presses. */
  readonly primary: InputNode | undefined
  /** Other buttons that submit the same fields. */
  readonly secondary: readonly InputNode[]
  /** Leads to an earlier step, whatever the fields contain. */
  readonly back: InputNode | undefined
}

/**
 * Puts fields before buttons, whatever the order of the nodes. The Enter key presses the first
 * button of a form, so that must be the one that belongs to the fields.
 */
export function layoutOf(nodes: readonly UiNode[]): FormLayout {
  const hidden = nodes.filter(isHidden)
  const fields = nodes.filter(
    (node): boolean => !isHidden(node) && !isButton(node) && !isOrphan(node),
  )
  const back = nodes.filter(isButton).find((node) => node.name === 'screen')
  const buttons = nodes.filter(isButton).filter((node) => node !== back)
  const groups = new Set(fields.filter((node) => node.type === 'input').map((node) => node.group))
  const fitting = buttons.filter((node) => groups.has(node.group) && node.inputType === 'submit')
  const primary =
    fitting.find((node) => node.name === 'method') ??
    fitting[0] ??
    buttons.find((node) => node.name === 'method') ??
    buttons[0]
  const secondary = buttons.filter((node) => node !== primary)
  return { hidden, fields, primary, secondary, back }
}

/** The account that the form is about, if a hidden field names it. */
export function accountOf({
  hidden,
  fields,
}: Pick<FormLayout, 'hidden' | 'fields'>): string | undefined {
  if (!fields.some((node) => node.type === 'input')) return undefined
  const named =
    hidden.find((node) => node.name === 'identifier') ??
    hidden.find((node) => node.name.startsWith('traits.') && typeof node.value === 'string')
  return typeof named?.value === 'string' && named.value !== '' ? named.value : undefined
}
