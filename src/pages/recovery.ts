import type { Recovery } from '#flow/recovery/recovery.ts'
import { startOf } from './urls.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { words } from './texts.ts'

export const recoveryPage = ({ show }: Pick<Recovery, 'show'>): FlowPage => ({
  kind: 'recovery',
  show,
  describe(flow, _form, settings) {
    const said = words.recovery,
      sent = flow.state === 'sent_email'
    return {
      title: sent ? words.sent : said.title,
      lead: sent ? undefined : said.lead,
      focus: sent ? 'code' : 'email',
      aside: html`<p>
        <a href="${startOf('login', settings, { return_to: flow.returnTo })}">${said.back}</a>
      </p>`,
    }
  },
})
