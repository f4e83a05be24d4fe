// Whole forms. They work without scripts.
import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { attributes, html, type Html } from '../html.ts'
import { texts } from '../texts.ts'
import { accountOf, layoutOf, type FormLayout } from './layout.ts'
import { asText, renderHidden } from './field.ts'
import { renderNode } from './node.ts'
import { isHidden, isOrphan, labelOf, type FormView } from './view.ts'

/** One form of all the nodes, and a small second one for the way back, if there is one. */
export function renderForm(nodes: readonly UiNode[], view: FormView): Html {
  const parts = layoutOf(nodes)
  const account = accountOf(parts)
  return html`${open(view)}
${parts.hidden.map((node) => renderHidden(node, view))}
${account !== undefined && html`<div class="field account"><label for="account">${texts.account}</label><input id="account" type="text" value="${account}" readonly autocomplete="username" /></div>`}
${parts.fields.map((node) => renderNode(node, view))}
${parts.first && html`<div class="actions">${renderButton(parts.first, 'primary', parts, view)}</div>`}
${renderOthers(parts, view)}
</form>
${parts.back && renderBack(parts.back, parts, view)}`
}

/** A form for each group of nodes, under its own heading. What belongs to no group goes with each of them. */
export function renderSections(nodes: readonly UiNode[], view: FormView): Html {
  const common = nodes.filter((node) => node.group === 'default' && isHidden(node))
  const groups = [
    ...new Set(nodes.filter((node) => node.group !== 'default').map((node) => node.group)),
  ]
  const ungrouped = nodes.filter(
    (node) => node.group === 'default' && !isHidden(node) && !isOrphan(node),
  )
  return html`${ungrouped.map((node) => renderNode(node, view))}${groups.map((group) => {
    const title = texts.settings.groups[group] ?? texts.settings.other
    return html`<section class="section" aria-labelledby="s-${group}">
      <h2 id="s-${group}">${title}</h2>
      ${renderForm([...common, ...nodes.filter((node) => node.group === group)], view)}
    </section>`
  })}`
}

// NOTE `novalidate`: mistakes are told by the page itself, all at once and beside their fields, in every browser alike
const open = (view: FormView): Html => html`<form action="${view.action}" method="post" novalidate>`

function renderOthers(parts: FormLayout, view: FormView): Html {
  if (parts.others.length === 0) return html``
  const divided =
    parts.first !== undefined && parts.others.some((node) => node.group !== parts.first?.group)
  return html`${divided && html`<p class="or"><span>${texts.or}</span></p>`}
    <div class="actions actions-more">
      ${parts.others.map((node) => renderButton(node, 'secondary', parts, view))}
    </div>`
}

function renderButton(
  node: InputNode,
  rank: 'primary' | 'secondary',
  { hidden }: Pick<FormLayout, 'hidden'>,
  view: FormView,
): Html {
  // NOTE a field that is sent twice is a list: where a hidden one says the same, the button says nothing
  const isHiddenField = hidden.some((one) => one.name === node.name && one.value === node.value)
  return html`<button
    class="button button-${rank}"
    ${attributes({
      type: node.inputType === 'button' ? 'button' : 'submit',
      ...(isHiddenField ? {} : { name: node.name, value: asText(node.value) }),
      disabled: node.disabled,
      ...(node.trigger ? { [`data-on-${node.trigger.on}`]: node.trigger.name } : {}),
    })}
  >
    ${view.buttonText?.(node) ?? labelOf(node, view)}
  </button>`
}

function renderBack(node: InputNode, { hidden }: FormLayout, view: FormView): Html {
  const kept = hidden.filter((one) => one.name !== 'method')
  return html`${open(view)}${kept.map((one) => renderHidden(one, view))}<input type="hidden" name="method" value="${node.group}">
<div class="actions">${renderButton(node, 'secondary', { hidden: kept }, view)}</div></form>`
}
