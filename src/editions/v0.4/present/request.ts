import type { Flow } from '#flow/flow.ts'
import { mistakesOf } from '#flow/settings/mistakes.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import type { Identity } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import { message } from '#messages/message.ts'
import { providersOf, withConnections, withLinks } from '../../shared/v0.2-v0.4/connections.ts'
import { inputsOf, presentField } from '../../shared/v0.2-v0.4/fields.ts'
import {
  isOfMail,
  presentForms,
  splitMessages,
  failedMethod,
  type FormView,
} from '../../shared/v0.2-v0.4/forms.ts'
import { flowsPath } from '../../shared/v0.2-v0.4/paths.ts'
import { renameAddressField, verificationUrl } from '../../shared/v0.2-v0.4/verification-routes.ts'
import type {
  Text,
  WireLoginRequest,
  WireRecoveryRequest,
  WireRegistrationRequest,
  WireSettingsRequest,
  WireVerificationRequest,
} from '../wire.ts'
import { presentBriefly } from './identity.ts'

/** `texts`: renders the messages of a form or flow. */
export type RequestView = FormView & { readonly texts: (form: Form) => readonly Text[] }

function common(flow: Flow, form: Form, view: RequestView) {
  const texts = view.texts({ ...form, messages: splitMessages(form.messages).ofFlow })
  return {
    id: flow.id,
    issued_at: toRfc3339(flow.issuedAt),
    expires_at: toRfc3339(flow.expiresAt),
    request_url: flow.requestUrl,
    messages: texts.length > 0 ? texts : null,
  }
}

function active(flow: Flow, form: Form) {
  const failed =
    failedMethod(flow, form) ??
    mistakesOf(flow).method ??
    (flow.kind === 'recovery' && flow.state !== 'choose_method' ? 'link' : undefined)
  return failed === undefined ? {} : { active: failed }
}

/** A login, registration or recovery flow as JSON. */
export function presentRequest(
  flow: Flow,
  form: Form,
  view: RequestView,
): WireLoginRequest | WireRegistrationRequest | WireRecoveryRequest {
  const forms = presentForms(flow, form, view)
  const connections = {
    action: `${view.publicUrl}${flowsPath}/strategies/oidc/auth/${flow.id}`,
    listed: true,
  }
  const request = {
    ...common(flow, form, view),
    ...active(flow, form),
    methods:
      providersOf(form).length > 0 ? withConnections(forms, connections, flow, form, view) : forms,
  }
  if (flow.kind === 'login') return { ...request, forced: flow.refresh }
  if (flow.kind === 'recovery')
    return { ...request, state: flow.state as WireRecoveryRequest['state'] }
  return request
}

/** A settings flow as JSON. */
export function presentSettings(
  flow: Flow,
  form: Form,
  identity: Identity,
  view: RequestView,
): WireSettingsRequest {
  return {
    ...common(flow, withRecovery(flow, form), view),
    ...active(flow, form),
    identity: presentBriefly(identity),
    state: flow.state === 'success' ? 'success' : 'show_form',
    methods: withLinks(
      presentForms(flow, form, view),
      `${view.publicUrl}${flowsPath}/strategies/oidc/settings/connections?request=${flow.id}`,
      flow,
      form,
      view,
    ),
  }
}

/** A verification flow as JSON. */
export function presentVerification(
  flow: Flow,
  form: Form,
  view: RequestView,
): WireVerificationRequest {
  const success = flow.state !== 'choose_method',
    { ofForm } = splitMessages(form.messages)
  const inputs = inputsOf(form)
    .filter((node) => node.name === 'csrf_token' || (!success && isOfMail(node)))
    .map((node) => ({
      ...presentField(renameAddressField(node), flow, view.csrfToken, view),
      ...(node.name === 'email' && node.messages.length > 0
        ? { messages: [invalidAddress(node, view)] }
        : {}),
    }))
  const messages = view.renderMessages(ofForm)
  return {
    ...common(flow, success ? { ...form, messages: [] } : form, view),
    via: 'email',
    success,
    form: success
      ? { action: '', method: '', fields: ofForm.length > 0 ? inputs : null, ...messages }
      : {
          action: verificationUrl(view.publicUrl, flow.id),
          method: 'POST',
          fields: inputs,
          ...messages,
        },
  }
}

/** Keeps the message that the settings follow a recovery for the whole life of the flow. */
function withRecovery({ memory: { recovery } }: Flow, form: Form): Form {
  if (
    !isObject(recovery) ||
    typeof recovery['privilegedUntil'] !== 'number' ||
    form.messages.some(({ key }) => key === 'recovery.done')
  )
    return form
  return {
    ...form,
    messages: [
      message('recovery.done', { privilegedUntil: recovery['privilegedUntil'] }),
      ...form.messages,
    ],
  }
}

/**
 * An invalid email address always gets this message. NOTE its two context values are swapped, and
 * published clients rely on it.
 */
function invalidAddress({ value, messages }: InputNode, { texts }: RequestView): Text {
  const [first] = texts({ nodes: [], messages })
  return {
    id: 4000004,
    type: 'error',
    text: first?.text ?? '',
    context: { expected_format: value ?? '', actual_value: 'email' },
  }
}
