import type { Core } from '#core.ts'
import type { Flow } from '#flow/flow.ts'
import type { Form, NodeGroup } from '#flow/ui-node.ts'
import type { FlowPage } from './flow-page.ts'
import { wasSentUnasked } from '#methods/code/second-factor.ts'
import { hasField, isHidden } from './form/view.ts'
import { html, type Html } from './html.ts'
import { forgetButton, isFilledIn, isLastWay, withAddress } from './kept.ts'
import { asideLine, link } from './links.ts'
import type { PagesSettings } from './parts.ts'
import type { Texts } from '#languages/translation.ts'
import { startUrl } from './urls.ts'

export const loginPage = ({ login }: Core): FlowPage => ({
  kind: 'login',
  show: login.show,
  sections: hasSeveralSecondFactors,
  fillIn: withAddress,
  describe: (flow, form, settings, texts, visitor) => ({
    title: titleOf(flow, form, texts),
    lead: isStuck(flow, form) ? texts.login.noSecond : undefined,
    identifierIsRecipient: flow.requestedAal === 'aal2' && hasField(form.nodes, 'code'),
    focus: isFilledIn(flow, form, visitor) ? 'password' : focusOf(flow, form),
    isFirst: (node) => isLastWay(node, flow, visitor),
    buttonText: ({ group }) => (group === 'password' ? buttonText(flow, texts) : undefined),
    aside: html`${isFilledIn(flow, form, visitor) && forgetButton(flow, visitor.csrfToken, settings, texts)}
    ${renderAside(flow, form, settings, texts)}`,
  }),
})

function titleOf(flow: Flow, { nodes }: Form, texts: Texts): string {
  const labels = texts.login
  if (asksForTerms(nodes)) return labels.terms
  if (flow.requestedAal === 'aal2') return labels.second
  if (hasField(nodes, 'code')) return texts.sent
  return flow.refresh ? labels.confirm : labels.title
}

/** There is no second factor that they could give now. */
const isStuck = (flow: Flow, { nodes }: Form): boolean =>
  flow.requestedAal === 'aal2' && nodes.every(isHidden)

function focusOf(flow: Flow, { nodes }: Form): string {
  const names = isSignedIn(flow)
    ? ['code', 'totp_code', 'lookup_secret', 'password']
    : ['code', 'identifier']
  return names.find((name) => hasField(nodes, name)) ?? 'password'
}

const buttonText = ({ refresh }: Flow, { login: labels }: Texts): string =>
  refresh ? labels.submitConfirm : labels.submit

/** Each second factor then needs a form of its own. */
function hasSeveralSecondFactors({ nodes }: Form): boolean {
  const groups = new Set<NodeGroup>(
    nodes.map((node) => node.group).filter((group) => group !== 'default'),
  )
  return groups.size > 1 && (groups.has('totp') || groups.has('lookup_secret'))
}

/** The step in which nothing but terms is asked for. */
const asksForTerms = (nodes: Form['nodes']): boolean =>
  nodes.some((node) => node.type === 'input' && node.name === 'method' && node.value === 'terms')

/** They only confirm who they are, or add a second factor. */
const isSignedIn = (flow: Flow): boolean => flow.refresh || flow.requestedAal === 'aal2'

/** The step in which nothing but a security key is asked for. */
const isKeyAsked = ({ messages }: Form): boolean =>
  messages.some(({ key }) => key === 'login.key-ready')

function renderAside(
  flow: Flow,
  form: Form,
  settings: PagesSettings,
  { login: labels }: Texts,
): Html {
  const { offers, homeUrl } = settings
  const back = { return_to: flow.returnTo }
  const recovery = link(startUrl('recovery', settings, back), labels.forgot)
  const registration = link(startUrl('registration', settings, back), labels.signUp)
  const another = link(startUrl('login', settings, { ...back, aal: 'aal2' }), labels.anotherWay)
  const hasChosen = flow.requestedAal === 'aal2' && flow.state === 'sent_email'
  if (asksForTerms(form.nodes))
    return asideLine(link(startUrl('login', settings, back), labels.cancel))
  return html`${hasChosen && !wasSentUnasked(flow) && asideLine(another)}
  ${offers.recovery && hasField(form.nodes, 'password') && asideLine(recovery)}
  ${isKeyAsked(form) && asideLine(link(startUrl('login', settings, back), labels.otherWay))}
  ${offers.registration && !isSignedIn(flow) && asideLine(`${labels.newHere} `, registration)}
  ${isSignedIn(flow) && asideLine(link(homeUrl, labels.cancel))}`
}
