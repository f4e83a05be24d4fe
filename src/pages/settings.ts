import type { Core } from '#core.ts'
import { Refusal } from '#errors/refusal.ts'
import type { Flow } from '#flow/flow.ts'
import { input, type Form, type InputNode } from '#flow/ui-node.ts'
import type { FlowPage } from './flow-page.ts'
import { html } from './html.ts'
import { asideLine, link } from './links.ts'
import type { Texts } from '#languages/translation.ts'
import { pageUrl } from './urls.ts'

/** Their labels in the catalogue say too little on a page with several forms. */
function buttonText({ name, group }: InputNode, texts: Texts): string | undefined {
  if (name === 'lookup_secret_disable') return texts.settings.disableCodes
  if (name !== 'method') return undefined
  if (group === 'password') return texts.settings.newPassword
  return group === 'totp' ? texts.settings.newApp : undefined
}

const signOutBox = 'end_other_sessions'

/** The form with a box beside the new password that ends all other sessions; ticked at first. */
function withSignOut(form: Form, flow: Pick<Flow, 'form'>): Form {
  const value = flow.form.fields[signOutBox]?.value ?? true
  return {
    ...form,
    nodes: form.nodes.flatMap((node) =>
      node.type === 'input' && node.group === 'password' && node.name === 'password'
        ? [node, input('password', signOutBox, 'checkbox', { value })]
        : [node],
    ),
  }
}

export const settingsPage = ({ settings }: Core): FlowPage => ({
  kind: 'settings',
  sections: () => true,
  wide: true,
  fillIn: withSignOut,
  async show(input, caller) {
    const outcome = await settings.show(input, caller)
    if (outcome.kind === 'form') return outcome
    throw outcome.need === 'session'
      ? new Refusal('unauthorized')
      : new Refusal('forbidden', { remedy: { start: 'login', aal: 'aal2', returnTo: caller.url } })
  },
  describe: (_flow, _form, current, texts) => ({
    title: texts.settings.title,
    buttonText: (node) => buttonText(node, texts),
    aside: html`${asideLine(link(pageUrl('sessions', current), texts.welcome.sessions))}
    ${current.offers.leaving && asideLine(link(pageUrl('leave', current), texts.leave.link))}
    ${asideLine(link(current.homeUrl, texts.settings.back))}`,
  }),
})
