import type { Core } from '#core.ts'
import type { InputNode, UiNode } from '#flow/ui-node.ts'
import { startUrl } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { isButton, isHidden } from './form/view.ts'
import { html } from './html.ts'
import { texts } from './texts.ts'

export const registrationPage = ({ registration }: Core): FlowPage => ({
  kind: 'registration',
  show: registration.show,
  describe(flow, form, settings) {
    const at = stepOf(form.nodes)
    const labels = texts.registration
    return {
      title:
        at !== 2 ? labels.title : onlyPassword(form.nodes) ? labels.password : labels.credential,
      step: at === undefined ? undefined : { at, of: 2 },
      buttonText: textOf,
      aside: html`<p>
        ${labels.known}
        <a href="${startUrl('login', settings, { return_to: flow.returnTo })}">${labels.signIn}</a>
      </p>`,
    }
  },
})

/** Whether this is one of two steps, seen from what is asked. */
function stepOf(nodes: readonly UiNode[]): 1 | 2 | undefined {
  if (nodes.some((node) => isHidden(node) && node.name.startsWith('traits.'))) return 2
  return nodes.some((node) => isButton(node) && isNext(node)) ? 1 : undefined
}

/** No other way to sign in is offered. */
function onlyPassword(nodes: readonly UiNode[]): boolean {
  const ways = nodes.filter((node) => node.group !== 'default' && node.group !== 'profile')
  return ways.length > 0 && ways.every((node) => node.group === 'password')
}

const isNext = ({ group, name }: InputNode): boolean => group === 'profile' && name === 'method'

function textOf(node: InputNode): string | undefined {
  if (node.name === 'screen') return texts.registration.back
  return isNext(node) ? texts.registration.next : undefined
}
