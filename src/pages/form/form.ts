// Whole forms. They work without scripts.
import type { InputNode, NodeGroup, UiNode } from '#flow/ui-node.ts'
import { attributes, html, type Html } from '../html.ts'
import { texts } from '../texts.ts'
import { asText, renderHidden } from './field.ts'
import { accountOf, layoutOf, type FormLayout } from './layout.ts'
import { renderNode } from './node.ts'
import { isHidden, isOrphan, labelOf, type FormView } from './view.ts'

/** One form for all nodes, and a second one for the button that leads back, if there is one. */
export function renderForm(nodes: readonly UiNode[], view: FormView): Html {
  const layout = layoutOf(nodes)
  const { hidden, fields, primary, back } = layout
  const account = accountOf(layout)
  return html`${open(view)} ${hidden.map((node) => renderHidden(node, view))}
    ${account !== undefined && renderAccount(account)}
    ${fields.map((node) => renderNode(node, view))}
    ${primary && html`<div class="actions">${renderButton(primary, 'primary', layout, view)}</div>`}
    ${renderSecondary(layout, view)}
    </form>
    ${back && renderBack(back, layout, view)}`
}

/** A form with a heading for each group of nodes. Nodes without a group are part of every form. */
export function renderSections(nodes: readonly UiNode[], view: FormView): Html {
  const common = nodes.filter((node) => node.group === 'default' && isHidden(node))
  const groups = [
    ...new Set(nodes.filter((node) => node.group !== 'default').map((node) => node.group)),
  ]
  const ungrouped = nodes.filter(
    (node) => node.group === 'default' && !isHidden(node) && !isOrphan(node),
  )
  const section = (group: NodeGroup) =>
    renderForm([...common, ...nodes.filter((node) => node.group === group)], view)
  return html`${ungrouped.map((node) => renderNode(node, view))}
  ${groups.map(
    (group) =>
      html`<section class="section" aria-labelledby="s-${group}">
        <h2 id="s-${group}">${texts.settings.groups[group] ?? texts.settings.other}</h2>
        ${section(group)}
      </section>`,
  )}`
}

// NOTE `novalidate`: the page shows all errors at once beside their fields, alike in every browser
const open = (view: FormView): Html => html`<form action="${view.action}" method="post" novalidate>`

/** Shows whose form it is. Password managers save a password under the name in such a field. */
const renderAccount = (account: string): Html =>
  html`<div class="field account">
    <label for="account">${texts.account}</label>
    <input id="account" type="text" value="${account}" readonly autocomplete="username" />
  </div>`

function renderSecondary(layout: FormLayout, view: FormView): Html {
  const { primary, secondary } = layout
  if (secondary.length === 0) return html``
  const isDivided = primary !== undefined && secondary.some((node) => node.group !== primary.group)
  return html`${isDivided && html`<p class="or"><span>${texts.or}</span></p>`}
    <div class="actions actions-more">
      ${secondary.map((node) => renderButton(node, 'secondary', layout, view))}
    </div>`
}

function renderButton(
  node: InputNode,
  kind: 'primary' | 'secondary',
  { hidden }: Pick<FormLayout, 'hidden'>,
  view: FormView,
): Html {
  // NOTE a name that is sent twice is a list, so a button does not repeat what a hidden field sends
  const isSentAnyway = hidden.some((one) => one.name === node.name && one.value === node.value)
  return html`<button
    class="button button-${kind}"
    ${attributes({
      type: node.inputType === 'button' ? 'button' : 'submit',
      ...(isSentAnyway ? {} : { name: node.name, value: asText(node.value) }),
      disabled: node.disabled,
      ...(node.trigger ? { [`data-on-${node.trigger.on}`]: node.trigger.name } : {}),
    })}
  >
    ${view.buttonText?.(node) ?? labelOf(node, view)}
  </button>`
}

/** A form of its own: it must not send the fields, which may be empty or wrong. */
function renderBack(node: InputNode, { hidden }: FormLayout, view: FormView): Html {
  const sent = hidden.filter((one) => one.name !== 'method')
  return html`${open(view)} ${sent.map((one) => renderHidden(one, view))}
    <input type="hidden" name="method" value="${node.group}" />
    <div class="actions">${renderButton(node, 'secondary', { hidden: sent }, view)}</div>
    </form>`
}
