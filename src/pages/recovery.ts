import type { Recovery } from '#flow/recovery/recovery.ts'
import { startUrl } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { texts } from './texts.ts'

export const recoveryPage = ({ show }: Pick<Recovery, 'show'>): FlowPage => ({
  kind: 'recovery',
  show,
  describe(flow, _form, settings) {
    const labels = texts.recovery,
      sent = flow.state === 'sent_email'
    return {
      title: sent ? texts.sent : labels.title,
      lead: sent ? undefined : labels.lead,
      focus: sent ? 'code' : 'email',
      aside: html`<p>
        <a href="${startUrl('login', settings, { return_to: flow.returnTo })}">${labels.back}</a>
      </p>`,
    }
  },
})
