// What forms say of passkeys and security keys: their buttons need a script and a browser that has
// them, so each has something to say where that is missing.
import type { InputNode } from '#flow/ui-node.ts'
import { attributes, html, type Html } from '../html.ts'
import { renderTime } from '../time.ts'
import type { FormView } from './view.ts'

/** Whether the button asks the browser for a key. */
export const isKeyButton = ({ trigger }: InputNode): boolean =>
  trigger?.on === 'click' && /^ory(Passkey|WebAuthn)/.test(trigger.name)

/** NOTE the script shows it, with its button, in browsers that have keys. */
export const renderKeyHint = ({ group }: InputNode, { speech: { texts } }: FormView): Html =>
  html`<p class="hint" data-keys hidden>
    ${group === 'passkey' ? texts.keys.passkeyHint : texts.keys.securityKeyHint}
  </p>`

/** What is said once in a form with such buttons. */
export const keyNotes = ({
  speech: { texts },
}: FormView): Html => html`<p class="hint" data-no-keys hidden>${texts.keys.unsupported}</p>
  <p class="hint" data-key-failed role="status" hidden>${texts.keys.failed}</p>
  <noscript><p class="hint">${texts.keys.noScripts}</p></noscript>`

/** Whether the button removes a key. */
export const removesKey = ({ label }: InputNode): boolean =>
  label?.key === 'settings.remove-passkey' || label?.key === 'settings.remove-key'

/** The keys that are set up, each with its name, its date and the button that removes it. */
export const renderKeys = (nodes: readonly InputNode[], view: FormView): Html =>
  html`${
    nodes.length > 0 &&
    html`<ul class="keys">
    ${nodes.map((node) => renderKey(node, view))}
  </ul>`
  }`

function renderKey(node: InputNode, { render, speech }: FormView): Html {
  const { texts } = speech
  const { text = '', context = {} } = node.label ? render(node.label) : {}
  const { display_name: name, added_at_unix: addedAt } = context
  const shown =
    typeof name === 'string' && name !== 'unnamed'
      ? name
      : node.group === 'passkey'
        ? texts.keys.passkey
        : texts.keys.securityKey
  const at = typeof addedAt === 'number' ? addedAt * 1000 : 0
  return html`<li>
    <div>
      <p class="device">${shown}</p>
      ${at > 0 && html`<p class="when">${texts.keys.added} ${renderTime(at, speech)}</p>`}
    </div>
    <button
      class="button button-danger"
      type="submit"
      ${attributes({
        name: node.name,
        value: typeof node.value === 'string' ? node.value : '',
        'aria-label': text,
        disabled: node.disabled,
      })}
    >
      ${texts.keys.remove}
    </button>
  </li>`
}
