import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { NodeGroup } from '#flow/ui-node.ts'
import { pageAt } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { words } from './texts.ts'

const buttons: { readonly [group in NodeGroup]?: string } = {
  password: words.settings.newPassword,
  totp: words.settings.newApp,
}

export const settingsPage = ({ settings }: Core): FlowPage => ({
  kind: 'settings',
  sections: () => true,
  wide: true,
  async show(input, caller) {
    const outcome = await settings.show(input, caller)
    if (outcome.kind === 'form') return outcome
    throw outcome.need === 'session'
      ? new Refusal('unauthorized')
      : new Refusal('forbidden', { remedy: { start: 'login', aal: 'aal2', returnTo: caller.url } })
  },
  describe: (_flow, _form, now) => ({
    title: words.settings.title,
    buttonText: (node) => (node.name === 'method' ? buttons[node.group] : undefined),
    aside: html`<p><a href="${pageAt('sessions', now)}">${words.welcome.sessions}</a></p>
      <p><a href="${now.homeUrl}">${words.settings.back}</a></p>`,
  }),
})
