import type { Verification } from '#flow/verification/verification.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { texts } from './texts.ts'

export const verificationPage = ({ show }: Pick<Verification, 'show'>): FlowPage => ({
  kind: 'verification',
  show,
  describe(flow, _form, settings) {
    const labels = texts.verification,
      sent = flow.state === 'sent_email',
      done = flow.state === 'passed_challenge'
    return {
      title: done ? labels.done : sent ? texts.sent : labels.title,
      lead: done || sent ? undefined : labels.lead,
      focus: sent ? 'code' : 'email',
      aside: done ? undefined : html`<p><a href="${settings.homeUrl}">${labels.later}</a></p>`,
    }
  },
})
