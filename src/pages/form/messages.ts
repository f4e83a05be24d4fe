// What is said about a form as a whole, above it.
import type { Form, InputNode, UiNode } from '#flow/ui-node.ts'
import type { Message } from '#messages/message.ts'
import { html, type Html } from '../html.ts'
import { texts } from '../texts.ts'
import { idOf, isOrphan, hasError, labelOf, type FormView } from './view.ts'

/** The form without what it says twice of the same thing. */
export function withoutRepeats(form: Form, { render }: Pick<FormView, 'render'>): Form {
  const once = (messages: readonly Message[]) =>
    messages.filter(
      (one, at) => messages.findIndex((other) => render(other).text === render(one).text) === at,
    )
  return {
    ...form,
    messages: once(form.messages),
    nodes: form.nodes.map((node) => ({ ...node, messages: once(node.messages) })),
  }
}

export function hasErrors(form: Form, view: FormView): boolean {
  return (
    form.messages.some((one) => view.render(one).type === 'error') ||
    form.nodes.some((node) => hasError(node, view))
  )
}

/** All mistakes, each with the way to its field, and the notices. The list of mistakes takes the focus. */
export function renderMessages(form: Form, view: FormView): Html {
  const all = form.messages.map(view.render)
  const general = all.filter(({ type }) => type === 'error')
  const ofFields = form.nodes.filter((node) => hasError(node, view))
  const notices = all.filter(({ type }) => type !== 'error')
  return html`${
    general.length + ofFields.length > 0 &&
    html`<div class="summary" role="alert" tabindex="-1" autofocus>
      <p class="summary-title">${texts.problem}</p>
      <ul>
        ${general.map(({ text }) => html`<li>${text}</li>`)}${ofFields.flatMap((node) => node.messages.map(view.render).map(({ text }) => html`<li>${linked(node, text, view)}</li>`))}
      </ul>
    </div>`
  }
  ${notices.map(({ type, text }) => html`<p class="notice notice-${type}" ${type === 'success' && html` role="status"`}>${text}</p>`)}`
}

const fillable = (node: UiNode): node is InputNode =>
  node.type === 'input' && node.inputType !== 'hidden'

function linked(node: UiNode, text: string, view: FormView): Html {
  if (isOrphan(node)) return html`${text}`
  const whole = `${labelOf(node, view)}: ${text}`
  return fillable(node) ? html`<a href="#${idOf(node.name)}">${whole}</a>` : html`${whole}`
}
