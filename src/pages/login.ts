import type { Core } from '#core.ts'
import type { Form, NodeGroup } from '#flow/ui-node.ts'
import { startUrl } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { texts } from './texts.ts'

/** Several second factors: each has a field of its own and a button that sends it. */
function isChoice({ nodes }: Form): boolean {
  const groups = new Set<NodeGroup>(
    nodes.map((node) => node.group).filter((group) => group !== 'default'),
  )
  return groups.size > 1 && (groups.has('totp') || groups.has('lookup_secret'))
}

const secondField = ({ nodes }: Form): string =>
  nodes.some((node) => node.type === 'input' && node.name === 'totp_code')
    ? 'totp_code'
    : 'lookup_secret'

export const loginPage = ({ login }: Core): FlowPage => ({
  kind: 'login',
  show: login.show,
  sections: isChoice,
  describe(flow, form, settings) {
    const again = flow.refresh || flow.requestedAal === 'aal2'
    const passwordAsked = form.nodes.some(
      (node) => node.type === 'input' && node.inputType === 'password',
    )
    const to = { return_to: flow.returnTo }
    const labels = texts.login
    return {
      title:
        flow.requestedAal === 'aal2' ? labels.second : flow.refresh ? labels.confirm : labels.title,
      focus: flow.requestedAal === 'aal2' ? secondField(form) : again ? 'password' : 'identifier',
      buttonText: (node) => (node.group === 'password' ? labels.submit : undefined),
      aside: html`${settings.offers.recovery && passwordAsked && html`<p><a href="${startUrl('recovery', settings, to)}">${labels.forgot}</a></p>`}
      ${settings.offers.registration && !again && html`<p>${labels.newHere} <a href="${startUrl('registration', settings, to)}">${labels.signUp}</a></p>`}
      ${again && html`<p><a href="${settings.homeUrl}">${labels.notNow}</a></p>`}`,
    }
  },
})
