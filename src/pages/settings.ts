import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { InputNode } from '#flow/ui-node.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { asideLine, link } from './links.ts'
import { texts } from './texts.ts'
import { pageUrl } from './urls.ts'

/** Their labels in the catalogue say too little on a page with several forms. */
function buttonText({ name, group }: InputNode): string | undefined {
  if (name === 'lookup_secret_disable') return texts.settings.disableCodes
  if (name !== 'method') return undefined
  if (group === 'password') return texts.settings.newPassword
  return group === 'totp' ? texts.settings.newApp : undefined
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
    buttonText,
    aside: html`${asideLine(link(pageUrl('sessions', current), texts.welcome.sessions))}
    ${asideLine(link(current.homeUrl, texts.settings.back))}`,
  }),
})
