import type { Verification } from '#flow/verification/verification.ts'
import type { FlowPage } from './flow-page.ts'
import { asideLine, link } from './links.ts'
import { texts } from './texts.ts'

export const verificationPage = ({ show }: Pick<Verification, 'show'>): FlowPage => ({
  kind: 'verification',
  show,
  describe(flow, _form, settings) {
    const labels = texts.verification,
      isSent = flow.state === 'sent_email',
      isDone = flow.state === 'passed_challenge'
    return {
      title: isDone ? labels.done : isSent ? texts.sent : labels.title,
      lead: isDone || isSent ? undefined : labels.lead,
      focus: isSent ? 'code' : 'email',
      aside: isDone ? undefined : asideLine(link(settings.homeUrl, labels.later)),
    }
  },
})
