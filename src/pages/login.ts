import type { Core } from '#core.ts'
import { startOf } from './addresses.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { words } from './words.ts'

export const loginPage = ({ login }: Core): FlowPage => ({
  kind: 'login',
  show: login.show,
  describe(flow, form, settings) {
    const again = flow.refresh || flow.requestedAal === 'aal2'
    const passwordAsked = form.nodes.some((node) => node.type === 'input' && node.inputType === 'password')
    const to = { return_to: flow.returnTo }
    const said = words.login
    return {
      title: flow.requestedAal === 'aal2' ? said.second : flow.refresh ? said.confirm : said.title,
      focus: again ? 'password' : 'identifier',
      buttonText: (node) => (node.group === 'password' ? said.submit : undefined),
      aside: html`${settings.offers.recovery && passwordAsked && html`<p><a href="${startOf('recovery', settings, to)}">${said.forgot}</a></p>`}
      ${settings.offers.registration && !again && html`<p>${said.newHere} <a href="${startOf('registration', settings, to)}">${said.signUp}</a></p>`}
      ${again && html`<p><a href="${settings.homeUrl}">${said.notNow}</a></p>`}`,
    }
  },
})
