import type { Core } from '#core.ts'
import type { InputNode, UiNode } from '#flow/ui-node.ts'
import type { FlowPage } from './flow-page.ts'
import { hasField, isButton, isHidden } from './form/view.ts'
import { asideLine, link } from './links.ts'
import type { Texts } from '#languages/translation.ts'
import { startUrl } from './urls.ts'

export const registrationPage = ({ registration }: Core): FlowPage => ({
  kind: 'registration',
  show: registration.show,
  describe(flow, form, settings, texts) {
    const labels = texts.registration
    const step = stepOf(form.nodes)
    const signIn = startUrl('login', settings, { return_to: flow.returnTo })
    return {
      title: step !== 2 ? labels.title : titleOfStep2(form.nodes, texts),
      step: step === undefined ? undefined : { at: step, of: 2 },
      ...focusOf(step, form.nodes),
      buttonText: (node) => buttonTextOf(node, texts),
      aside: asideLine(`${labels.known} `, link(signIn, labels.signIn)),
    }
  },
})

/** Which step of two it is, recognized by the nodes; undefined for a sign-up in one step. */
function stepOf(nodes: readonly UiNode[]): 1 | 2 | undefined {
  if (nodes.some((node) => isHidden(node) && node.name.startsWith('traits.'))) return 2
  return nodes.some((node) => isButton(node) && isNext(node)) ? 1 : undefined
}

/** The first step may begin with any field of the schema; it has no focus. */
function focusOf(step: 1 | 2 | undefined, nodes: readonly UiNode[]): { readonly focus?: string } {
  if (hasField(nodes, 'code')) return { focus: 'code' }
  return step === 2 ? { focus: 'password' } : {}
}

function titleOfStep2(nodes: readonly UiNode[], texts: Texts): string {
  const labels = texts.registration
  if (hasField(nodes, 'code')) return texts.sent
  const methods = nodes.filter((node) => node.group !== 'default' && node.group !== 'profile')
  const onlyPassword = methods.length > 0 && methods.every((node) => node.group === 'password')
  return onlyPassword ? labels.password : labels.credential
}

const isNext = ({ group, name }: InputNode): boolean => group === 'profile' && name === 'method'

function buttonTextOf(node: InputNode, { registration: labels }: Texts): string | undefined {
  if (node.name === 'screen') return labels.back
  return isNext(node) ? labels.next : undefined
}
