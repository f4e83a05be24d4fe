import type { Flow } from '#flow/flow.ts'
import type { Form } from '#flow/ui-node.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { presentNode } from './nodes.ts'
import type { Container, WireNode, WireFlow, WireLoginFlow, WireStatefulFlow } from './wire.ts'
import { omittedMessages } from './wording.ts'

/**
 * What a flow's JSON needs besides the flow: message texts, the URL of the form's action, the CSRF
 * token ('' for none).
 */
export type FlowView = {
  readonly render: MessageRenderer
  readonly action: string
  readonly csrfToken: string
}

/** A flow as JSON. */
export function presentFlow(
  flow: Flow,
  form: Form,
  view: FlowView,
): WireFlow | WireLoginFlow | WireStatefulFlow {
  const common: WireFlow = {
    id: flow.id,
    type: flow.type,
    ...active(flow),
    expires_at: toRfc3339(flow.expiresAt),
    issued_at: toRfc3339(flow.issuedAt),
    request_url: flow.requestUrl,
    ui: presentForm(flow, form, view),
  }
  switch (flow.kind) {
    case 'login':
      return {
        ...common,
        forced: flow.refresh,
        created_at: common.issued_at,
        updated_at: toRfc3339(flow.updatedAt),
      }
    case 'registration':
      return common
    case 'settings':
    case 'recovery':
    case 'verification':
      return { ...common, state: flow.state }
  }
}

/** Sorts nodes by group as published. The sort is stable: nodes of one group keep their order. */
function sortByGroup(nodes: readonly WireNode[], kind: Flow['kind']): readonly WireNode[] {
  const order =
    kind === 'settings'
      ? ['default', 'profile', 'password', 'oidc']
      : ['default', 'oidc', 'password', 'link']
  const rank = ({ group }: WireNode) =>
    (order.indexOf(group) + order.length + 1) % (order.length + 1)
  return nodes.toSorted((a, b) => rank(a) - rank(b))
}

/** The `active` method. After a submit without a method it is `default`. */
function active(flow: Flow): { readonly active?: string } {
  if (flow.form.withoutMethod === true) return { active: 'default' }
  return flow.active !== undefined && isChosen(flow) ? { active: flow.active } : {}
}

/** Whether the user chose the method, as opposed to the flow's default. */
const isChosen = ({ kind, state, form }: Flow): boolean =>
  (kind === 'recovery' || kind === 'verification') &&
  (state !== 'choose_method' || Object.keys(form.fields).length > 0)

function presentForm(flow: Flow, form: Form, { render, action, csrfToken }: FlowView): Container {
  const messages = form.messages.filter(({ key }) => !omittedMessages.has(key))
  return {
    action,
    method: 'POST',
    nodes: sortByGroup(
      form.nodes.flatMap((node) => presentNode(node, { flow, render, csrfToken })),
      flow.kind,
    ),
    ...(messages.length > 0 ? { messages: messages.map(render) } : {}),
  }
}
