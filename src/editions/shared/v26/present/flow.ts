import { challengeOf } from '#flow/authorization.ts'
import { providerTestOf } from '#flow/federation/provider-test.ts'
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode, UiNode } from '#flow/ui-node.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { presentProviderTest } from './provider-test.ts'
import type { Shape } from '../shape.ts'
import type { Container, WireNode, Text, WireFlowPart } from '../wire.ts'

/**
 * What a flow's JSON needs besides the flow: message texts, the URL of the form's action, the
 * caller's CSRF token ('' for none).
 */
export type FlowView = NodeView & {
  readonly action: string
  readonly csrfToken: string
}

type NodeView = {
  readonly render: MessageRenderer
  readonly shape: Pick<Shape, 'marksCodes' | 'listsOptions'>
  /** The texts of nodes that many forms have, as this renderer and this shape make them. */
  readonly texts: WeakMap<UiNode, string>
}

/** A flow as JSON text. `more`: what stands behind its own members. */
export function flowText(flow: Flow, form: Form, view: FlowView, more: object = {}): string {
  const before = JSON.stringify(membersBefore(flow)),
    after = JSON.stringify({ ...membersAfter(flow, view), ...more })
  return `${before.slice(0, -1)},"ui":${formText(form, view)},${after.slice(1)}`
}

/** What stands before the form. */
const membersBefore = (flow: Flow) =>
  ({
    id: flow.id,
    type: flow.type,
    issued_at: toRfc3339(flow.issuedAt),
    expires_at: toRfc3339(flow.expiresAt),
    request_url: flow.requestUrl,
    return_to: flow.returnTo,
    active: flow.active,
  }) satisfies WireFlowPart

/** What stands behind the form. */
function membersAfter(flow: Flow, view: FlowView): WireFlowPart {
  const common = {
    state: flow.state,
    transient_payload: flow.transientPayload,
    identity_schema: flow.schemaId,
  }
  if (flow.kind !== 'login' && flow.kind !== 'registration') return common
  const loginChallenge = challengeOf(flow)
  const ofEntry = {
    ...common,
    oauth2_login_challenge: loginChallenge?.challenge,
    oauth2_login_request: loginChallenge?.facts,
    organization_id: flow.organizationId ?? null,
  }
  if (flow.kind === 'registration') return ofEntry
  const test = providerTestOf(flow)
  return {
    ...ofEntry,
    refresh: flow.refresh,
    requested_aal: flow.requestedAal,
    created_at: toRfc3339(flow.issuedAt),
    updated_at: toRfc3339(flow.updatedAt),
    test_context: test && presentProviderTest(test, view.render),
  }
}

function formText({ nodes, messages, leadsTo }: Form, view: FlowView): string {
  const target = JSON.stringify({
    action: leadsTo ?? view.action,
    method: leadsTo === undefined ? 'POST' : 'GET',
  } satisfies Partial<Container>)
  const shown = nodes.length > 0 ? `[${nodes.map((node) => nodeText(node, view)).join()}]` : 'null'
  const said = messages.length > 0 ? `,"messages":${JSON.stringify(messages.map(view.render))}` : ''
  return `${target.slice(0, -1)},"nodes":${shown}${said}}`
}

function nodeText(node: UiNode, view: FlowView): string {
  const known = node.isFixed === true ? view.texts.get(node) : undefined
  if (known !== undefined) return known
  const text = JSON.stringify(presentNode(node, view))
  if (node.isFixed === true) view.texts.set(node, text)
  return text
}

function presentNode(node: UiNode, view: FlowView): WireNode {
  return {
    type: node.type,
    group: node.group,
    attributes: attributesOf(node, view),
    messages: node.messages.map(view.render),
    meta: node.label ? { label: view.render(node.label) satisfies Text } : {},
  }
}

/** A field for a code that was sent. */
const isCode = ({ group, name }: InputNode): boolean => group === 'code' && name === 'code'

function attributesOf(node: UiNode, view: FlowView): WireNode['attributes'] {
  switch (node.type) {
    case 'input':
      return {
        name: node.name,
        type: node.inputType,
        ...(node.name === 'csrf_token'
          ? { value: view.csrfToken }
          : node.value === undefined
            ? {}
            : { value: node.value }),
        ...(node.required === true ? { required: true } : {}),
        disabled: node.disabled === true,
        node_type: 'input',
        ...(node.autocomplete && (!isCode(node) || view.shape.marksCodes)
          ? { autocomplete: node.autocomplete }
          : {}),
        ...(node.options && view.shape.listsOptions
          ? { options: node.options.map((value) => ({ value })) }
          : {}),
        ...(node.pattern === undefined ? {} : { pattern: node.pattern }),
        ...(node.maxLength === undefined ? {} : { maxlength: node.maxLength }),
        ...(node.trigger
          ? {
              [`on${node.trigger.on}Trigger`]: node.trigger.name,
              ...(node.trigger.call === undefined
                ? {}
                : { [`on${node.trigger.on}`]: node.trigger.call }),
            }
          : {}),
      }
    case 'text':
      return { id: node.id, text: view.render(node.text), node_type: 'text' }
    case 'img':
      return {
        id: node.id,
        src: node.src,
        width: node.width,
        height: node.height,
        node_type: 'img',
      }
    case 'a':
      return { id: node.id, href: node.href, title: view.render(node.title), node_type: 'a' }
    case 'script':
      return {
        id: node.id,
        src: node.src,
        integrity: node.integrity,
        nonce: node.nonce,
        async: true,
        referrerpolicy: 'no-referrer',
        crossorigin: 'anonymous',
        type: 'text/javascript',
        node_type: 'script',
      }
  }
}
