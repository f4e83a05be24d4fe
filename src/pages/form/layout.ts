import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { autocompleteOf } from './autocomplete.ts'
import { isButton, isHidden, isOrphan, type FormView } from './view.ts'

/** The nodes of one form by their place in it. */
export type FormLayout = {
  readonly hidden: readonly InputNode[]
  /** Fields, texts, images and links. */
  readonly fields: readonly UiNode[]
  /** The button that the Enter key presses. */
  readonly primary: InputNode | undefined
  /** Comes ahead of all, as the way that was used last; it is not the one of the fields. */
  readonly first: InputNode | undefined
  /** Other buttons that submit the same fields. */
  readonly secondary: readonly InputNode[]
  /** Leads to an earlier step, whatever the fields contain. */
  readonly back: InputNode | undefined
}

/**
 * Puts fields before buttons, whatever the order of the nodes. The Enter key presses the first
 * button of a form, so that must be the one that belongs to the fields.
 */
export function layoutOf(
  nodes: readonly UiNode[],
  { isFirst }: Pick<FormView, 'isFirst'> = {},
): FormLayout {
  const hidden = nodes.filter(isHidden)
  const fields = nodes.filter(
    (node): boolean => !isHidden(node) && !isButton(node) && !isOrphan(node),
  )
  const back = nodes.filter(isButton).find((node) => node.name === 'screen')
  const buttons = nodes.filter(isButton).filter((node) => node !== back)
  const primary = primaryOf(
    buttons.filter((node) => !isDestructive(node)),
    fields.filter((node) => node.type === 'input'),
  )
  const others = buttons.filter((node) => node !== primary)
  const first =
    primary !== undefined && isFirst?.(primary) !== true && isFirst
      ? others.find(isFirst)
      : undefined
  const secondary = others.filter((node) => node !== first)
  return { hidden, fields, primary, first, secondary, back }
}

/** The button of the fields. Without fields, it is the only button; several are equal choices. */
function primaryOf(
  buttons: readonly InputNode[],
  fields: readonly InputNode[],
): InputNode | undefined {
  if (fields.length === 0) return buttons.length === 1 ? buttons[0] : undefined
  const groups = new Set(fields.map((node) => node.group))
  const fitting = buttons.filter((node) => groups.has(node.group) && node.inputType === 'submit')
  return (
    fitting.find((node) => node.name === 'method') ??
    fitting[0] ??
    buttons.find((node) => node.name === 'method') ??
    buttons[0]
  )
}

/** A button that removes a way to sign in. */
export const isDestructive = ({ name }: InputNode): boolean =>
  /(^|_)(unlink|disable|remove)$/.test(name)

/** Whom a form is about. */
export type Subject = {
  /** `recipient`: a code was sent to this address. */
  readonly kind: 'account' | 'recipient'
  readonly name: string
}

/** Found in hidden fields, or in the button that sends a code once more. */
export function subjectOf(
  { hidden, fields, secondary }: FormLayout,
  { identifierIsRecipient }: Pick<FormView, 'identifierIsRecipient'> = {},
): Subject | undefined {
  if (!fields.some((node) => node.type === 'input')) return undefined
  const traits = hidden.filter((node) => node.name.startsWith('traits.'))
  const account = textIn(
    ...hidden.filter((node) => node.name === 'identifier'),
    ...traits.filter((node) => identifying.has(autocompleteOf(node) ?? '')),
    ...traits,
  )
  if (account !== undefined)
    return { kind: identifierIsRecipient === true ? 'recipient' : 'account', name: account }
  const recipient = textIn(
    ...hidden.filter((node) => node.name === 'recovery_address'),
    ...secondary.filter((node) => node.name === 'email'),
  )
  return recipient === undefined ? undefined : { kind: 'recipient', name: recipient }
}

const identifying: ReadonlySet<string> = new Set(['email', 'username', 'tel'])

const textIn = (...nodes: readonly InputNode[]): string | undefined =>
  nodes.flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []))[0]
