import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { isButton, isHidden, isOrphan } from './view.ts'

/** The parts of one form on a page. */
export type FormLayout = {
  readonly hidden: readonly InputNode[]
  /** What there is to read and to fill in. */
  readonly fields: readonly UiNode[]
  /** What the Enter key does. */
  readonly first: InputNode | undefined
  /** Other ways to go on with the same fields. */
  readonly others: readonly InputNode[]
  /** Leads to an earlier step; nothing filled in is looked at. */
  readonly back: InputNode | undefined
}

/**
 * Fields before buttons, whatever the order of the nodes: the Enter key presses the first button of a form, and that has
 * to be the one that belongs to the fields.
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
  const first =
    fitting.find((node) => node.name === 'method') ??
    fitting[0] ??
    buttons.find((node) => node.name === 'method') ??
    buttons[0]
  return { hidden, fields, first, others: buttons.filter((node) => node !== first), back }
}

/** The value of a hidden field that says who the form is about, when there is one. */
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
