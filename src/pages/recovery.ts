import type { Recovery } from '#flow/recovery/recovery.ts'
import type { FlowPage } from './flow-page.ts'
import { asideLine, link } from './links.ts'
import { texts } from './texts.ts'
import { startUrl } from './urls.ts'

export const recoveryPage = ({ show }: Pick<Recovery, 'show'>): FlowPage => ({
  kind: 'recovery',
  show,
  describe(flow, _form, settings) {
    const labels = texts.recovery,
      isSent = flow.state === 'sent_email'
    const signIn = startUrl('login', settings, { return_to: flow.returnTo })
    return {
      title: isSent ? texts.sent : labels.title,
      lead: isSent ? undefined : labels.lead,
      focus: isSent ? 'code' : 'email',
      aside: asideLine(link(signIn, labels.back)),
    }
  },
})
