// What the browser has kept of the last sign-in, on the page for the next: its way comes first, and the
// address is filled in.
import type { Flow } from '#flow/flow.ts'
import { addressBox } from '#flow/login/kept-address.ts'
import { input, type Form, type InputNode, type UiNode } from '#flow/ui-node.ts'
import { redirect } from '#http/reply.ts'
import { route, type Request, type Route } from '#http/route.ts'
import type { Texts } from '#languages/translation.ts'
import { guardForm, sentCsrfToken } from './button-page.ts'
import { isKeyButton } from './form/keys.ts'
import { html, type Html } from './html.ts'
import type { PagesParts, PagesSettings } from './parts.ts'
import { pageUrl } from './urls.ts'

/** Of a sign-in whose person is not known yet. */
export type Kept = { readonly address: string | undefined; readonly way: string | undefined }

const isOpen = ({ refresh, requestedAal }: Flow): boolean => !refresh && requestedAal !== 'aal2'

const isAddress = (node: UiNode): node is InputNode =>
  node.type === 'input' && node.name === 'identifier' && node.inputType !== 'hidden'

const isPassword = (node: UiNode): boolean => node.type === 'input' && node.name === 'password'

/**
 * The form with the address in its field, and a box below the fields: who types goes from the address to
 * the password.
 */
export function withAddress(form: Form, flow: Flow, { address }: Kept): Form {
  const last = form.nodes.find(isPassword) ?? form.nodes.find(isAddress)
  if (!isOpen(flow) || !form.nodes.some(isAddress)) return form
  const ticked = flow.form.fields[addressBox]?.value ?? address !== undefined
  const box = input('default', addressBox, 'checkbox', { value: ticked })
  const filled = (node: UiNode): UiNode =>
    isAddress(node) && (node.value ?? '') === '' && address !== undefined
      ? { ...node, value: address }
      : node
  return {
    ...form,
    nodes: form.nodes.flatMap((node) => (node === last ? [filled(node), box] : [filled(node)])),
  }
}

/** Whether the address in the field is the one that the browser has kept. */
export const isFilledIn = (flow: Flow, { nodes }: Form, { address }: Kept): boolean =>
  address !== undefined &&
  isOpen(flow) &&
  nodes.some((node) => isAddress(node) && node.value === address)

/** Whether a button leads the way by which somebody has signed in last on this browser. */
export function isLastWay(node: InputNode, flow: Flow, { way }: Kept): boolean {
  if (way === undefined || !isOpen(flow)) return false
  return node.name === 'provider'
    ? typeof node.value === 'string' && way === `${node.group}:${encodeURIComponent(node.value)}`
    : node.group === way && (node.name === 'method' || isKeyButton(node))
}

const path = '/ui/forget-address'

/** The button that has the browser forget the address; a link could be opened by another site. */
export const forgetButton = (
  { id }: Flow,
  csrfToken: string,
  settings: PagesSettings,
  { signIn }: Texts,
): Html => html`<form action="${pageUrl('forget-address', settings)}" method="post">
  <input type="hidden" name="csrf_token" value="${csrfToken}" />
  <input type="hidden" name="flow" value="${id}" />
  <button class="link" type="submit">${signIn.forgetAddress}</button>
</form>`

/** Leads back to the page of the flow. */
export const forgetAddressRoute = (parts: PagesParts): Route =>
  route(
    'POST',
    path,
    (request) => ({ token: sentCsrfToken(request), flow: sentFlow(request) }),
    async ({ token, flow }, caller) => {
      guardForm(parts, token, caller)
      return flow
    },
    (flow) =>
      redirect(303, pageUrl('login', parts.settings(), { flow }), {
        cookies: [{ kind: 'address', sealed: undefined }],
      }),
  )

function sentFlow({ body }: Request): string | undefined {
  const sent = body.kind === 'form' ? body.fields['flow'] : undefined
  return typeof sent === 'string' && /^[\w-]{1,64}$/.test(sent) ? sent : undefined
}
