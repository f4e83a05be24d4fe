// The forms that a flow describes, as HTML forms: what a browser sends when a button is pressed.

/** An element of a form. `group`: undefined where the edition knows none. */
export type Field = {
  readonly name: string
  readonly type: string
  readonly value: unknown
  readonly group: string | undefined
  readonly disabled: boolean
  readonly required: boolean
}

/** A form with its elements in their order. */
export type HtmlForm = { readonly action: string; readonly fields: readonly Field[] }

/** A button of a form. Undefined where the edition leaves the only button to the page. */
export type Button = Field | undefined

const fieldOf = ({ name, type, value, disabled, required }: any, group?: string): Field => ({
  name,
  type,
  value,
  group,
  disabled: disabled === true,
  required: required === true,
})

/** The forms of a flow: one, or one of each method in editions whose methods have forms of their own. */
export function formsOf(flow: any): readonly HtmlForm[] {
  if (flow.ui)
    return [
      {
        action: flow.ui.action,
        fields: (flow.ui.nodes ?? [])
          .filter((node: any) => node.type === 'input')
          .map((node: any) => fieldOf(node.attributes, node.group)),
      },
    ]
  const configs = flow.form
    ? [flow.form]
    : Object.values(flow.methods).map((method: any) => method.config)
  return configs
    .filter(({ action }: any) => action !== '')
    .map(({ action, fields }: any) => ({
      action,
      fields: (fields ?? []).map((field: any) => fieldOf(field)),
    }))
}

const isButton = ({ type }: Field): boolean => type === 'submit' || type === 'button'

/**
 * The buttons that send a form; those of type `button` run a script instead. In editions that leave
 * buttons to the page, a form with something to fill in has one without a name.
 */
export function buttonsOf({ fields }: HtmlForm): readonly Button[] {
  const buttons = fields.filter(({ type }) => type === 'submit')
  const isOfPage = buttons.length === 0 && fields.every(({ group }) => group === undefined)
  return isOfPage && fields.some(isFreeText) ? [undefined] : buttons
}

/** The part of a form that pages show by itself: what belongs to all, and to the button's group. */
export const groupOf = (form: HtmlForm, button: Button): HtmlForm => ({
  ...form,
  fields: form.fields.filter(
    ({ group }) => group === button?.group || group === 'default' || group === 'identifier_first',
  ),
})

/** The texts that a person may change. */
export const isFreeText = ({ type, disabled }: Field): boolean =>
  !disabled && !['hidden', 'submit', 'button', 'checkbox'].includes(type)

const textOf = (value: unknown): string =>
  value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)

/**
 * What is sent when the button is pressed: all elements in their order, empty texts included, boxes
 * only where they are ticked. `typed`: what the person types into a text, undefined where it stays.
 */
export function pressed(
  form: HtmlForm,
  button: Button,
  typed: (field: Field) => string | undefined,
): readonly (readonly [name: string, value: string])[] {
  return form.fields
    .filter((field) => !field.disabled && (!isButton(field) || field === button))
    .filter(({ type, value }) => type !== 'checkbox' || value === true)
    .map((field) => [
      field.name,
      (isFreeText(field) ? typed(field) : undefined) ?? textOf(field.value),
    ])
}
