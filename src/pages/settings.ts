import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { NodeGroup } from '#flow/ui-node.ts'
import { pageUrl } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { texts } from './texts.ts'

const buttons: { readonly [group in NodeGroup]?: string } = {
  password: texts.settings.newPassword,
  totp: texts.settings.newApp,
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
    title: texts.settings.title,
    buttonText: (node) => (node.name === 'method' ? buttons[node.group] : undefined),
    aside: html`<p><a href="${pageUrl('sessions', now)}">${texts.welcome.sessions}</a></p>
      <p><a href="${now.homeUrl}">${texts.settings.back}</a></p>`,
  }),
})
