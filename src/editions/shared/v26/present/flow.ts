import { challengeOf } from '#flow/authorization.ts'
import { providerTestOf } from '#flow/federation/provider-test.ts'
import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode, UiNode } from '#flow/ui-node.ts'
import { toRfc3339 } from '#lib/time.ts'
import type { MessageRenderer } from '#messages/render.ts'
import { presentProviderTest } from './provider-test.ts'
import type { Shape } from '../shape.ts'
import type { Container, WireNode, Text, WireFlow } from '../wire.ts'

/**
 * What a flow's JSON needs besides the flow: message texts, the URL of the form's action, the
 * caller's CSRF token ('' for none).
 */
export type FlowView = {
  readonly render: MessageRenderer
  readonly action: string
  readonly csrfToken: string
  readonly shape: Pick<Shape, 'marksCodes' | 'listsOptions'>
}

/** A flow as JSON. */
export function presentFlow(flow: Flow, form: Form, view: FlowView): WireFlow {
  const common = {
    id: flow.id,
    type: flow.type,
    issued_at: toRfc3339(flow.issuedAt),
    expires_at: toRfc3339(flow.expiresAt),
    request_url: flow.requestUrl,
    ...(flow.returnTo === undefined ? {} : { return_to: flow.returnTo }),
    ...(flow.active === undefined ? {} : { active: flow.active }),
    ui: presentForm(form, view),
    state: flow.state,
    ...(flow.transientPayload === undefined ? {} : { transient_payload: flow.transientPayload }),
    ...(flow.schemaId === undefined ? {} : { identity_schema: flow.schemaId }),
  }
  const loginChallenge = challengeOf(flow)
  const challenge = loginChallenge
    ? {
        oauth2_login_challenge: loginChallenge.challenge,
        oauth2_login_request: loginChallenge.facts,
      }
    : {}
  if (flow.kind === 'login') {
    const test = providerTestOf(flow)
    return {
      ...common,
      ...challenge,
      organization_id: flow.organizationId ?? null,
      refresh: flow.refresh,
      requested_aal: flow.requestedAal,
      created_at: common.issued_at,
      updated_at: toRfc3339(flow.updatedAt),
      ...(test ? { test_context: presentProviderTest(test, view.render) } : {}),
    }
  }
  return flow.kind === 'registration'
    ? { ...common, ...challenge, organization_id: flow.organizationId ?? null }
    : common
}

function presentForm(form: Form, view: FlowView): Container {
  return {
    action: form.leadsTo ?? view.action,
    method: form.leadsTo === undefined ? 'POST' : 'GET',
    nodes: form.nodes.length > 0 ? form.nodes.map((node) => presentNode(node, view)) : null,
    ...(form.messages.length > 0 ? { messages: form.messages.map(view.render) } : {}),
  }
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
