import type { Flow } from '#flow/flow.ts'
import { mistakesOf } from '#flow/settings/mistakes.ts'
import type { Form } from '#flow/ui-node.ts'
import type { Identity } from '#identity/identity.ts'
import { toRfc3339 } from '#lib/time.ts'
import {
  isOfMail,
  presentForms,
  failedMethod,
  type FormView,
} from '../../shared/v0.2-v0.4/forms.ts'
import { inputsOf, presentField } from '../../shared/v0.2-v0.4/fields.ts'
import { flowsPath } from '../../shared/v0.2-v0.4/paths.ts'
import { withConnections } from '../../shared/v0.2-v0.4/connections.ts'
import { renameAddressField, verificationUrl } from '../../shared/v0.2-v0.4/verification-routes.ts'
import type {
  WireLoginRequest,
  WireRegistrationRequest,
  WireSettingsRequest,
  WireVerificationRequest,
} from '../wire.ts'
import { presentBriefly } from './identity.ts'

const times = (flow: Flow) => ({
  id: flow.id,
  issued_at: toRfc3339(flow.issuedAt),
  expires_at: toRfc3339(flow.expiresAt),
  request_url: flow.requestUrl,
})

/** A login or registration flow. The method `oidc` is always listed, even without providers. */
export function presentRequest(
  flow: Flow,
  form: Form,
  view: FormView,
): WireLoginRequest | WireRegistrationRequest {
  const connections = {
    action: `${view.publicUrl}${flowsPath}/registration/strategies/oidc/auth/${flow.id}`,
    listed: false,
  }
  const request = {
    ...times(flow),
    methods: withConnections(presentForms(flow, form, view), connections, flow, form, view),
  }
  return flow.kind === 'login' ? { ...request, forced: flow.refresh } : request
}

/** A settings flow as JSON. */
export function presentSettings(
  flow: Flow,
  form: Form,
  identity: Identity,
  view: FormView,
): WireSettingsRequest {
  return {
    ...times(flow),
    active: failedMethod(flow, form) ?? mistakesOf(flow).method ?? 'password',
    identity: presentBriefly(identity),
    update_successful: flow.state === 'success',
    methods: presentForms(flow, form, view),
  }
}

/** A verification flow as JSON. */
export function presentVerification(
  flow: Flow,
  form: Form,
  view: FormView,
): WireVerificationRequest {
  const success = flow.state !== 'choose_method',
    messages = view.renderMessages(form.messages)
  const inputs = inputsOf(form)
    .filter((node) => node.name === 'csrf_token' || (!success && isOfMail(node)))
    .map((node) => presentField(renameAddressField(node), flow, view.csrfToken, view))
  const hasMessages = Object.keys(messages).length > 0
  return {
    ...times(flow),
    via: 'email',
    success,
    form: success
      ? {
          action: '',
          method: '',
          fields: flow.form.messages.some(({ key }) => key.startsWith('validation.'))
            ? inputs
            : null,
          ...(hasMessages ? messages : {}),
        }
      : {
          action: verificationUrl(view.publicUrl, flow.id),
          method: 'POST',
          fields: inputs,
          ...messages,
        },
  }
}
