// Whole forms. They work without scripts.
import type { InputNode, NodeGroup, UiNode } from '#flow/ui-node.ts'
import { attributes, breakable, html, type Html } from '../html.ts'
import { asText, renderHidden, triggerOf } from './field.ts'
import { isKeyButton, keyNotes, removesKey, renderKeyHint, renderKeys } from './keys.ts'
import { isDestructive, layoutOf, subjectOf, type FormLayout, type Subject } from './layout.ts'
import { renderNode } from './node.ts'
import { isButton, isHidden, isOrphan, labelOf, type FormView } from './view.ts'

/** One form for all nodes, and a second one for the button that leads back, if there is one. */
export function renderForm(nodes: readonly UiNode[], view: FormView): Html {
  const layout = layoutOf(nodes, view)
  const { hidden, primary, first, secondary, back } = layout
  const buttons = [primary, first, ...secondary].filter((node) => node !== undefined)
  const { before, after } = around(first, layout)
  const subject = subjectOf(layout, view)
  const keys = secondary.filter(removesKey)
  return html`${first && standsAlone(first) && renderAlone(first, layout, view)}
    ${open(view)} ${hidden.map((node) => renderHidden(node, view))}
    ${(needsScript(layout) || keys.length > 0) && nothingOnEnter}
    ${subject && renderSubject(subject, view)} ${renderKeys(keys, view)}
    ${before.map((node) => renderNode(node, view))}
    ${first && !standsAlone(first) && renderFirst(first, layout, view)}
    ${after.map((node) => renderNode(node, view))}
    ${primary && html`<div class="actions">${renderButton(primary, 'primary', layout, view)}</div>`}
    ${renderSecondary(layout, view)} ${buttons.some(isKeyButton) && keyNotes(view)}
    </form>
    ${back && renderBack(back, layout, view)}`
}

/** A form with a heading for each group of nodes. Nodes without a group are part of every form. */
export function renderSections(nodes: readonly UiNode[], view: FormView): Html {
  const common = nodes.filter((node) => node.group === 'default' && (isHidden(node) || isBox(node)))
  const isScript = (node: UiNode) => node.type === 'script'
  const scripts = nodes.filter(isScript)
  const groups = [
    ...new Set(
      nodes
        .filter((node) => !isScript(node))
        .map((node) => node.group)
        .filter((group) => group !== 'default'),
    ),
  ].toSorted((a, b) => positionOf(a, view) - positionOf(b, view))
  const buttons = nodes.filter((node) => node.group === 'default' && isButton(node))
  const ungrouped = nodes.filter(
    (node) =>
      node.group === 'default' && !common.includes(node) && !isButton(node) && !isOrphan(node),
  )
  const section = (group: NodeGroup) =>
    renderForm([...common, ...nodes.filter((node) => node.group === group && !isScript(node))], {
      ...view,
      section: group,
    })
  return html`${[...scripts, ...ungrouped].map((node) => renderNode(node, view))}
  ${groups.map(
    (group) =>
      html`<section class="section" aria-labelledby="s-${group}">
        <h2 id="s-${group}">${view.speech.texts.settings.groups[group]}</h2>
        ${section(group)}
      </section>`,
  )}
  ${buttons.length > 0 && renderForm([...common.filter(isHidden), ...buttons], view)}`
}

/** A box that belongs to every form of the page. */
const isBox = (node: UiNode): boolean => node.type === 'input' && node.inputType === 'checkbox'

/** Whether the fields belong to a button that calls a script. */
const needsScript = ({ fields, primary }: FormLayout): boolean =>
  primary?.inputType === 'button' && fields.some((node) => node.type === 'input')

// NOTE the Enter key presses the first button that sends the form, which could be one that removes
// something; a disabled one in front of them keeps it from that
const nothingOnEnter = html`<button type="submit" disabled hidden></button>`

// NOTE the order of the nodes changes with what is set up; sections must not move
const positionOf = (group: NodeGroup, { speech }: FormView): number =>
  Object.keys(speech.texts.settings.groups).indexOf(group)

// NOTE `novalidate`: the page shows all errors at once beside their fields, alike in every browser
const open = (view: FormView): Html => html`<form action="${view.action}" method="post" novalidate>`

/** Password managers save a password under the name in the field that is not shown. */
function renderSubject({ kind, name }: Subject, { speech: { texts } }: FormView): Html {
  const field = html`<input type="text" autocomplete="username" value="${name}" readonly hidden />`
  return html`<p class="account">
    <span class="account-label">${texts[kind]}</span>
    <span class="account-name">${breakable(name)}</span>
    ${kind === 'account' && field}
  </p>`
}

function renderSecondary(layout: FormLayout, view: FormView): Html {
  const { primary } = layout
  const secondary = layout.secondary.filter((node) => !removesKey(node))
  if (secondary.length === 0) return html``
  const isDivided = primary !== undefined && secondary.some((node) => node.group !== primary.group)
  return html`${isDivided && html`<p class="or"><span>${view.speech.texts.or}</span></p>`}
    <div class="actions actions-more">
      ${secondary.map((node) => renderButton(node, 'secondary', layout, view))}
    </div>`
}

function renderButton(
  node: InputNode,
  rank: 'primary' | 'secondary',
  { hidden }: Pick<FormLayout, 'hidden'>,
  view: FormView,
): Html {
  // NOTE a name that is sent twice is a list, so a button does not repeat what a hidden field sends
  const isSentAnyway = hidden.some((one) => one.name === node.name && one.value === node.value)
  return html`<button
    class="button button-${isDestructive(node) ? 'danger' : rank}"
    ${attributes({
      type: node.inputType === 'button' ? 'button' : 'submit',
      ...(isSentAnyway ? {} : { name: node.name, value: asText(node.value) }),
      disabled: node.disabled,
      // NOTE the script shows it where the browser can do it
      hidden: isKeyButton(node),
      ...triggerOf(node),
    })}
    >
      ${view.buttonText?.(node) ?? labelOf(node, view)}</button
    >${isKeyButton(node) && renderKeyHint(node, view)}`
}

/** Whether a button needs no field: it could not be the first of the form, which Enter presses. */
const standsAlone = ({ name }: InputNode): boolean => name === 'provider'

/** The fields that a first button takes along, and those that stand below it. */
function around(first: InputNode | undefined, { fields, primary }: FormLayout) {
  const takesNone = first === undefined || standsAlone(first) || isKeyButton(first)
  const isBefore = ({ group }: UiNode) => !takesNone && group !== primary?.group
  return {
    before: fields.filter(isBefore),
    after: fields.filter((node) => !isBefore(node)),
  }
}

/** NOTE a button for keys, and all around it, is hidden where there are no keys. */
function renderFirst(first: InputNode, layout: FormLayout, view: FormView): Html {
  const { texts } = view.speech
  const where = isKeyButton(first) ? html` data-keys hidden` : html``
  return html`<div class="actions actions-first" ${where}>
      ${renderButton(first, 'primary', layout, view)}
      <p class="hint">${texts.signIn.lastWay}</p>
    </div>
    <p class="or" ${where}><span>${texts.or}</span></p>`
}

/** A form of its own, since the Enter key in a field must press the button of the fields. */
function renderAlone(first: InputNode, layout: FormLayout, view: FormView): Html {
  const isOfKeys = ({ group }: InputNode) => group === 'passkey' || group === 'webauthn'
  const sent = layout.hidden.filter((node) => !isOfKeys(node))
  return html`${open(view)} ${sent.map((node) => renderHidden(node, view))}
    ${renderFirst(first, layout, view)}
    </form>`
}

/** A form of its own: it must not send the fields, which may be empty or wrong. */
function renderBack(node: InputNode, { hidden }: FormLayout, view: FormView): Html {
  const sent = hidden.filter((one) => one.name !== 'method')
  return html`${open(view)} ${sent.map((one) => renderHidden(one, view))}
    <input type="hidden" name="method" value="${node.group}" />
    <div class="actions">${renderButton(node, 'secondary', { hidden: sent }, view)}</div>
    </form>`
}
