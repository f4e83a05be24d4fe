// A field: label, hint, messages and control, connected to each other.
import type { InputNode } from '#flow/ui-node.ts'
import type { Speech } from '#languages/speech.ts'
import type { Json } from '#lib/json.ts'
import { assets } from '../assets.ts'
import { attributes, html, type Html } from '../html.ts'
import { autocompleteOf, keyboardOf } from './autocomplete.ts'
import { hasError, idOf, labelOf, type FormView, type PasswordRules } from './view.ts'

export function renderHidden(node: InputNode, view: FormView): Html {
  const { name, disabled } = node
  const input = (value: Json) =>
    html`<input
      type="hidden"
      ${attributes({ name, value: asText(value), disabled, ...triggerOf(node) })}
    />`
  if (name === 'csrf_token') return input(view.csrfToken)
  if (node.group === 'captcha')
    return html`${input(node.value ?? '')}
      <p class="hint" role="status" data-work hidden>${labelOf(node, view)}</p>`
  return html`${(Array.isArray(node.value) ? node.value : [node.value ?? '']).map(input)}`
}

/** The function that the script of the page calls, and when. */
export const triggerOf = ({ trigger }: InputNode): Readonly<Record<string, string>> =>
  trigger ? { [`data-on-${trigger.on}`]: trigger.name } : {}

export function renderField(node: InputNode, view: FormView): Html {
  if (node.inputType === 'checkbox') return renderCheckbox(node, view)
  const label = labelOf(node, view)
  const { texts } = view.speech
  const optional = html` <span class="optional">${texts.optional}</span>`
  const values: readonly Json[] = Array.isArray(node.value)
    ? [...node.value, '']
    : [node.value ?? '']
  return html`<div class="field">
    <label for="${idOf(node.name)}">${label}${node.required !== true && optional}</label>
    ${renderDescription(node, view)}
    ${
      node.options && values.length === 1
        ? renderChoice(node, node.options, values[0] ?? '', view)
        : values.map((value, at) => renderControl(node, value, at, label, view))
    }
  </div>`
}

/** A list of values. A value that is not among them is shown all the same, and so is none. */
function renderChoice(
  node: InputNode,
  options: readonly Json[],
  value: Json,
  view: FormView,
): Html {
  const chosen = asText(value)
  const all = options.map(asText)
  const shown = all.includes(chosen) ? all : [chosen, ...all]
  const listed = node.required !== true && !shown.includes('') ? ['', ...shown] : shown
  return html`<select
    ${attributes({
      id: idOf(node.name),
      name: node.name,
      required: node.required === true,
      disabled: node.disabled,
      ...describedBy(node, view),
      autofocus: view.focus === node.name,
    })}
  >
    ${listed.map(
      (one) =>
        html`<option ${attributes({ value: one, selected: one === chosen })}>${one}</option>`,
    )}
  </select>`
}

function renderControl(
  node: InputNode,
  value: Json,
  at: number,
  label: string,
  view: FormView,
): Html {
  const isSecret = node.inputType === 'password'
  const strength = isNewPassword(node) ? strengthOf(view) : undefined
  const control = html`<input
    ${attributes({
      id: at === 0 ? idOf(node.name) : `${idOf(node.name)}-${at}`,
      name: node.name,
      // NOTE browsers send no time zone for `datetime-local`, and schemas demand one
      type: node.inputType === 'datetime-local' ? 'text' : node.inputType,
      ...(isSecret ? revealTexts(label, view) : { value: asText(value) }),
      'aria-label': at === 0 ? undefined : view.speech.texts.another({ label, position: at + 1 }),
      required: node.required === true && at === 0,
      disabled: node.disabled,
      autocomplete: autocompleteOf(node),
      maxlength: node.maxLength,
      ...keyboardOf(node),
      ...describedBy(node, view),
      autofocus: view.focus === node.name && at === 0,
    })}
    ${strength}
  />`
  return html`${isSecret ? html`<div class="secret">${control}</div>` : control}
  ${strength !== undefined && html`<script src="${assets.strength.name}" defer></script>`}`
}

const isNewPassword = (node: InputNode): boolean =>
  node.inputType === 'password' && autocompleteOf(node) === 'new-password'

/** NOTE the rules live as long as the configuration, and so do the speeches */
const strengths = new WeakMap<PasswordRules, WeakMap<Speech, Html>>()

/** What the script that tells the strength of a password has to know, as an attribute. */
function strengthOf({ passwordRules, minPasswordLength, speech }: FormView): Html | undefined {
  if (!passwordRules) return undefined
  const bySpeech = strengths.get(passwordRules) ?? new WeakMap<Speech, Html>()
  strengths.set(passwordRules, bySpeech)
  const known = bySpeech.get(speech)
  if (known) return known
  const told = {
    ...passwordRules,
    minLength: minPasswordLength,
    texts: speech.texts.signIn.strength,
  }
  const made = attributes({ 'data-strength': JSON.stringify(told) })
  bySpeech.set(speech, made)
  return made
}

/** For the button by which the script shows and hides a password, and for what it says of a key. */
const revealTexts = (label: string, { speech: { language, texts } }: FormView) => ({
  'data-show': texts.showSecret({ label: inSentence(label, language) }),
  'data-hide': texts.hideSecret({ label: inSentence(label, language) }),
  'data-show-text': texts.show,
  'data-hide-text': texts.hide,
  'data-caps-lock': texts.signIn.capsLock,
})

/** Nouns begin with a capital letter within a sentence only in German. */
const inSentence = (label: string, language: string): string =>
  language === 'de' ? label : label.toLocaleLowerCase(language)

/** NOTE browsers send nothing for an unchecked box, so a hidden field before it sends `false`. */
function renderCheckbox(node: InputNode, view: FormView): Html {
  const { name, disabled } = node
  // NOTE a box that belongs to no method is in every section
  const isRepeated = node.group === 'default' && view.section !== undefined
  const id = isRepeated ? `${idOf(name)}-${view.section}` : idOf(name)
  const checked = node.value === true || node.value === 'true'
  const box = attributes({
    id,
    name,
    value: 'true',
    checked,
    disabled,
    ...describedBy(node, view),
  })
  return html`<div class="field">
    ${renderDescription(node, view)}
    <div class="check">
      <input type="hidden" ${attributes({ name, value: 'false', disabled })} />
      <input type="checkbox" ${box} />
      <label for="${id}">${labelOf(node, view)}</label>
    </div>
  </div>`
}

/** The hint and the messages of a field. */
function renderDescription(node: InputNode, view: FormView): Html {
  const id = idOf(node.name)
  const hint = hintOf(node, view)
  const messages = node.messages
    .map(view.render)
    .map(({ type, text }) => html`<p class="message message-${type}">${text}</p>`)
  return html`${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}
  ${messages.length > 0 && html`<div id="${id}-messages">${messages}</div>`}`
}

/** Connects the control with its hint and messages, for screen readers. */
function describedBy(
  node: InputNode,
  view: FormView,
): Readonly<Record<string, string | undefined>> {
  const ids = [
    ...(hintOf(node, view) === undefined ? [] : [`${idOf(node.name)}-hint`]),
    ...(node.messages.length > 0 ? [`${idOf(node.name)}-messages`] : []),
  ]
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': hasError(node, view) ? 'true' : undefined,
  }
}

function hintOf(
  node: InputNode,
  { minPasswordLength, speech: { texts } }: FormView,
): string | undefined {
  if (isNewPassword(node)) return texts.passwordHint({ count: minPasswordLength })
  return node.inputType === 'datetime-local' ? texts.dateTimeHint : undefined
}

export function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
