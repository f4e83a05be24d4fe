import type { Verification } from '#flow/verification/verification.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { words } from './texts.ts'

export const verificationPage = ({ show }: Pick<Verification, 'show'>): FlowPage => ({
  kind: 'verification',
  show,
  describe(flow, _form, settings) {
    const said = words.verification,
      sent = flow.state === 'sent_email',
      done = flow.state === 'passed_challenge'
    return {
      title: done ? said.done : sent ? words.sent : said.title,
      lead: done || sent ? undefined : said.lead,
      focus: sent ? 'code' : 'email',
      aside: done ? undefined : html`<p><a href="${settings.homeUrl}">${said.later}</a></p>`,
    }
  },
})
