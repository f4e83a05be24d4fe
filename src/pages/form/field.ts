// Fields: a label, what is wrong, the control; bound to one another.
import type { InputNode } from '#flow/ui-node.ts'
import type { Json } from '#lib/json.ts'
import { attributes, html, type Html } from '../html.ts'
import { texts } from '../texts.ts'
import { autocompleteOf, keyboardOf } from './autocomplete.ts'
import { idOf, labelOf, type FormView } from './view.ts'

export function renderHidden(node: InputNode, view: FormView): Html {
  const values =
    node.name === 'csrf_token'
      ? [view.csrfToken]
      : Array.isArray(node.value)
        ? node.value
        : [node.value ?? '']
  return html`${values.map((value: Json) => html`<input type="hidden" ${attributes({ name: node.name, value: asText(value), disabled: node.disabled })} />`)}`
}

export function renderField(node: InputNode, view: FormView): Html {
  if (node.inputType === 'checkbox') return renderCheckbox(node, view)
  const label = labelOf(node, view)
  const values: readonly Json[] = Array.isArray(node.value)
    ? [...node.value, '']
    : [node.value ?? '']
  return html`<div class="field">
    <label for="${idOf(node.name)}"
      >${label}${node.required !== true && html` <span class="optional">${texts.optional}</span>`}</label
    >
    ${renderDescription(node, view)}${values.map((value, at) => renderControl(node, value, at, label, view))}
  </div>`
}

function renderControl(
  node: InputNode,
  value: Json,
  at: number,
  label: string,
  view: FormView,
): Html {
  const secret = node.inputType === 'password'
  const control = html`<input
    ${attributes({
      id: at === 0 ? idOf(node.name) : `${idOf(node.name)}-${at}`,
      name: node.name,
      // NOTE what browsers send for a moment has no time zone, which the format of schemas demands
      type: node.inputType === 'datetime-local' ? 'text' : node.inputType,
      ...(secret
        ? {
            'data-show': texts.showSecret(label),
            'data-hide': texts.hideSecret(label),
            'data-show-text': texts.show,
            'data-hide-text': texts.hide,
          }
        : { value: asText(value) }),
      'aria-label': at === 0 ? undefined : texts.another(label, at + 1),
      required: node.required === true && at === 0,
      disabled: node.disabled,
      autocomplete: autocompleteOf(node),
      maxlength: node.maxLength,
      ...keyboardOf(node),
      ...describedBy(node, view),
      autofocus: view.focus === node.name && at === 0,
    })}
  />`
  return secret ? html`<div class="secret">${control}</div>` : control
}

/** NOTE a box that is not ticked sends nothing; the hidden field before it says what that means. */
function renderCheckbox(node: InputNode, view: FormView): Html {
  return html`<div class="field">
    ${renderDescription(node, view)}
    <div class="check">
      <input
        type="hidden"
        ${attributes({ name: node.name, value: 'false', disabled: node.disabled })}
      />
      <input
        type="checkbox"
        ${attributes({ id: idOf(node.name), name: node.name, value: 'true', checked: node.value === true || node.value === 'true', disabled: node.disabled, ...describedBy(node, view) })}
      />
      <label for="${idOf(node.name)}">${labelOf(node, view)}</label>
    </div>
  </div>`
}

function renderDescription(node: InputNode, view: FormView): Html {
  const hint = hintOf(node, view)
  return html`${hint !== undefined && html`<p class="hint" id="${idOf(node.name)}-hint">${hint}</p>`}
  ${node.messages.length > 0 && html`<div id="${idOf(node.name)}-messages">${node.messages.map(view.render).map(({ type, text }) => html`<p class="message message-${type}">${text}</p>`)}</div>`}`
}

function describedBy(
  node: InputNode,
  view: FormView,
): Readonly<Record<string, string | undefined>> {
  const parts = [
    hintOf(node, view) === undefined ? [] : [`${idOf(node.name)}-hint`],
    node.messages.length > 0 ? [`${idOf(node.name)}-messages`] : [],
  ].flat()
  const wrong = node.messages.some((one) => view.render(one).type === 'error')
  return {
    'aria-describedby': parts.length > 0 ? parts.join(' ') : undefined,
    'aria-invalid': wrong ? 'true' : undefined,
  }
}

function hintOf(node: InputNode, { minPasswordLength }: FormView): string | undefined {
  if (node.inputType === 'password' && autocompleteOf(node) === 'new-password')
    return texts.passwordHint(minPasswordLength)
  return node.inputType === 'datetime-local' ? texts.momentHint : undefined
}

export function asText(value: Json | undefined): string {
  return typeof value === 'string'
    ? value
    : value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
}
