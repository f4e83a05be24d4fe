import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import { pageAt } from './addresses.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { words } from './words.ts'

export const settingsPage = ({ settings }: Core): FlowPage => ({
  kind: 'settings',
  sections: true,
  async show(input, caller) {
    const outcome = await settings.show(input, caller)
    if (outcome.kind === 'form') return outcome
    throw outcome.need === 'session' ? new Refusal('unauthorized') : new Refusal('forbidden', { remedy: { start: 'login', aal: 'aal2' } })
  },
  describe: (_flow, _form, now) => ({
    title: words.settings.title,
    buttonText: (node) => (node.name === 'method' && node.group === 'password' ? words.settings.newPassword : undefined),
    aside: html`<p><a href="${pageAt('sessions', now)}">${words.welcome.sessions}</a></p>
      <p><a href="${now.homeUrl}">${words.settings.back}</a></p>`,
  }),
})
