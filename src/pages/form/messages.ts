// The messages above a form: a summary of all errors, then the notices.
import type { Form, UiNode } from '#flow/ui-node.ts'
import type { Message } from '#messages/message.ts'
import type { Rendered } from '#messages/render.ts'
import { attributes, html, type Html } from '../html.ts'
import { hasError, idOf, isButton, isOrphan, labelOf, type FormView } from './view.ts'

/** The form without repeated messages and buttons. */
export function withoutRepeats(form: Form, { render }: Pick<FormView, 'render'>): Form {
  const once = (messages: readonly Message[]) =>
    messages.filter(
      (one, at) => messages.findIndex((other) => render(other).text === render(one).text) === at,
    )
  return {
    ...form,
    messages: once(form.messages),
    nodes: form.nodes
      .filter((node, at) => !isRepeated(node, form.nodes.slice(0, at)))
      .map((node) => ({ ...node, messages: once(node.messages) })),
  }
}

/** Whether a button stands before already that does the same. */
const isRepeated = (node: UiNode, before: readonly UiNode[]): boolean =>
  isButton(node) &&
  before.some(
    (one) =>
      isButton(one) &&
      one.group === node.group &&
      one.name === node.name &&
      one.value === node.value &&
      one.inputType === node.inputType,
  )

export function hasErrors(form: Form, view: FormView): boolean {
  return (
    form.messages.some((one) => view.render(one).type === 'error') ||
    form.nodes.some((node) => hasError(node, view))
  )
}

/** All errors, those of fields with a link to the field, and the notices. */
export function renderMessages(form: Form, view: FormView): Html {
  const all = form.messages.map(view.render)
  const errors = [
    ...all.filter(({ type }) => type === 'error').map(({ text }) => html`${text}`),
    ...form.nodes.filter((node) => hasError(node, view)).flatMap((node) => errorsOf(node, view)),
  ]
  const notices = all.filter(({ type }) => type !== 'error')
  return html`${errors.length > 0 && renderSummary(errors, view)} ${notices.map(renderNotice)}`
}

/** It takes the focus, so that screen readers read it first. */
const renderSummary = (errors: readonly Html[], { speech: { texts } }: FormView): Html =>
  html`<div class="summary" role="alert" tabindex="-1" autofocus>
    <p class="summary-title">${texts.errorsTitle}</p>
    <ul>
      ${errors.map((one) => html`<li>${one}</li>`)}
    </ul>
  </div>`

function errorsOf(node: UiNode, view: FormView): readonly Html[] {
  const isField = node.type === 'input' && node.inputType !== 'hidden'
  return node.messages.map(view.render).map(({ text }) => {
    if (isOrphan(node)) return html`${text}`
    const withLabel = `${labelOf(node, view)}: ${text}`
    return isField ? html`<a href="#${idOf(node.name)}">${withLabel}</a>` : html`${withLabel}`
  })
}

const renderNotice = ({ type, text }: Rendered): Html =>
  html`<p
    ${attributes({
      class: `notice notice-${type}`,
      role: type === 'success' ? 'status' : undefined,
    })}
  >
    ${text}
  </p>`
