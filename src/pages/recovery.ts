import type { Recovery } from '#flow/recovery/recovery.ts'
import type { FlowPage } from './flow-page.ts'
import { hasField } from './form/view.ts'
import { html } from './html.ts'
import { asideLine, link } from './links.ts'
import { startUrl } from './urls.ts'

export const recoveryPage = ({ show }: Pick<Recovery, 'show'>): FlowPage => ({
  kind: 'recovery',
  show,
  describe(flow, { nodes }, settings, texts) {
    const labels = texts.recovery
    const isSent = flow.state === 'sent_email',
      asksForCode = hasField(nodes, 'code')
    const back = { return_to: flow.returnTo }
    const again = link(startUrl('recovery', settings, back), texts.otherAddress)
    const signIn = link(startUrl('login', settings, back), labels.back)
    return {
      title: isSent ? texts.sent : labels.title,
      lead: isSent ? undefined : labels.lead,
      focus: asksForCode ? 'code' : 'email',
      // NOTE after a link was sent, the form still has the field for the address
      buttonText: ({ name }) =>
        isSent && !asksForCode && name === 'method' ? texts.sendAgain : undefined,
      aside: html`${asksForCode && asideLine(again)} ${asideLine(signIn)}`,
    }
  },
})
