import type { Flow } from '#flow/flow.ts'
import type { Form, InputNode } from '#flow/ui-node.ts'
import type { Identity } from '#identity/identity.ts'
import { isObject } from '#lib/json.ts'
import { toRfc3339 } from '#lib/time.ts'
import { message } from '#messages/message.ts'
import { providersOf, withConnections, withLinks } from '../../shared/v0.2-v0.4/connections.ts'
import { inputsOf, presentField } from '../../shared/v0.2-v0.4/fields.ts'
import {
  presentForms,
  sortMessages,
  triedMethod,
  type FormView,
} from '../../shared/v0.2-v0.4/forms.ts'
import { flowsPath } from '../../shared/v0.2-v0.4/paths.ts'
import { toVerify, verificationUrl } from '../../shared/v0.2-v0.4/verification-routes.ts'
import type {
  Text,
  WireLoginRequest,
  WireRecoveryRequest,
  WireRegistrationRequest,
  WireSettingsRequest,
  WireVerificationRequest,
} from '../wire.ts'
import { presentBriefly } from './identity.ts'

/** `texts`: what is to be said of the request as a whole. */
export type RequestView = FormView & { readonly texts: (form: Form) => readonly Text[] }

function common(flow: Flow, form: Form, view: RequestView) {
  const texts = view.texts({ ...form, messages: sortMessages(form.messages).ofRequest })
  return {
    id: flow.id,
    issued_at: toRfc3339(flow.issuedAt),
    expires_at: toRfc3339(flow.expiresAt),
    request_url: flow.requestUrl,
    messages: texts.length > 0 ? texts : null,
  }
}

function active(flow: Flow, form: Form) {
  const tried =
    triedMethod(flow, form) ??
    (flow.kind === 'recovery' && flow.state !== 'choose_method' ? 'link' : undefined)
  return tried === undefined ? {} : { active: tried }
}

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

export function presentVerification(
  flow: Flow,
  form: Form,
  view: RequestView,
): WireVerificationRequest {
  const success = flow.state !== 'choose_method',
    { ofForm } = sortMessages(form.messages)
  const inputs = inputsOf(form)
    .filter(({ name }) => name === 'csrf_token' || (!success && name === 'email'))
    .map((node) => ({
      ...presentField(toVerify(node), flow, view.csrfToken, view),
      ...(node.messages.length > 0 ? { messages: [noAddress(node, view)] } : {}),
    }))
  const messages = view.say(ofForm)
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

/** That it follows a recovery is said as long as the request is there. */
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
 * Whatever is no address has this one message. NOTE its facts bear each other's name, and clients
 * read them so.
 */
function noAddress({ value, messages }: InputNode, { texts }: RequestView): Text {
  const [first] = texts({ nodes: [], messages })
  return {
    id: 4000004,
    type: 'error',
    text: first?.text ?? '',
    context: { expected_format: value ?? '', actual_value: 'email' },
  }
}
