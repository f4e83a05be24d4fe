import type { Verification } from '#flow/verification/verification.ts'
import type { FlowPage } from './flow-page.ts'
import { hasField } from './form/view.ts'
import { html } from './html.ts'
import { asideLine, link } from './links.ts'
import { startUrl } from './urls.ts'

export const verificationPage = ({ show }: Pick<Verification, 'show'>): FlowPage => ({
  kind: 'verification',
  show,
  describe(flow, { nodes }, settings, texts) {
    const labels = texts.verification
    const isSent = flow.state === 'sent_email',
      isDone = flow.state === 'passed_challenge',
      asksForCode = hasField(nodes, 'code')
    const start = startUrl('verification', settings, { return_to: flow.returnTo })
    const again = link(start, texts.otherAddress)
    const skip = link(settings.homeUrl, labels.skip)
    return {
      title: isDone ? labels.done : isSent ? texts.sent : labels.title,
      lead: isDone || isSent ? undefined : labels.lead,
      focus: asksForCode ? 'code' : 'email',
      // NOTE after a link was sent, the form still has the field for the address
      buttonText: ({ name }) =>
        isSent && !asksForCode && name === 'method' ? texts.sendAgain : undefined,
      aside: isDone ? undefined : html`${asksForCode && asideLine(again)} ${asideLine(skip)}`,
    }
  },
})
