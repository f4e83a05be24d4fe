import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { NodeGroup } from '#flow/ui-node.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { asideLine, link } from './links.ts'
import { texts } from './texts.ts'
import { pageUrl } from './urls.ts'

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
  describe: (_flow, _form, current) => ({
    title: texts.settings.title,
    buttonText: (node) => (node.name === 'method' ? buttons[node.group] : undefined),
    aside: html`${asideLine(link(pageUrl('sessions', current), texts.welcome.sessions))}
    ${asideLine(link(current.homeUrl, texts.settings.back))}`,
  }),
})
