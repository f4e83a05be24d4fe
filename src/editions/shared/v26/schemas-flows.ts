// OpenAPI component schemas of flows: their JSON, submit bodies and results.
import { anything, choice, flag, list, text } from '#lib/json-schema.ts'
import {
  eitherOf,
  map,
  nullable,
  object,
  ref,
  time,
  uuid,
  int64,
  type Schema,
} from '../json-schema.ts'

type Schemas = Readonly<Record<string, Schema>>

const common = {
  id: uuid,
  type: choice('browser', 'api'),
  issued_at: time,
  expires_at: time,
  request_url: text,
  'return_to?': text,
  'active?': text,
  ui: ref('uiContainer'),
  'transient_payload?': map,
}
const state = choice('choose_method', 'sent_email', 'passed_challenge')
const next = { 'continue_with?': nullable(list(ref('continueWith'))) }

const flows: Schemas = {
  loginFlow: object({
    ...common,
    state,
    'refresh?': flag,
    'requested_aal?': choice('aal0', 'aal1', 'aal2', 'aal3'),
    'organization_id?': nullable(uuid),
    'identity_schema?': text,
    'session_token_exchange_code?': text,
    'created_at?': time,
    'updated_at?': time,
  }),
  registrationFlow: object({
    ...common,
    state,
    'organization_id?': nullable(uuid),
    'identity_schema?': text,
    'session_token_exchange_code?': text,
  }),
  settingsFlow: object({
    ...common,
    ...next,
    state: choice('show_form', 'success'),
    identity: ref('identity'),
  }),
  recoveryFlow: object({ ...common, ...next, state: text }),
  verificationFlow: object({ ...common, state }),
  successfulNativeLogin: object({ session: ref('session'), 'session_token?': text, ...next }),
  successfulNativeRegistration: object({
    identity: ref('identity'),
    'session?': ref('session'),
    'session_token?': text,
    ...next,
  }),
  continueWith: eitherOf(
    object({
      action: choice('show_verification_ui'),
      flow: object({ id: uuid, 'url?': text, verifiable_address: text }),
    }),
    object({
      action: choice('show_settings_ui', 'show_recovery_ui'),
      flow: object({ id: uuid, 'url?': text }),
    }),
    object({ action: choice('set_ory_session_token'), ory_session_token: text }),
    object({ action: choice('redirect_browser_to'), redirect_browser_to: text }),
  ),
}

const forms: Schemas = {
  uiContainer: object(
    {
      action: text,
      method: text,
      nodes: list(ref('uiNode')),
      'messages?': list(ref('uiText')),
    },
    'A form: where to send it and what is in it',
  ),
  uiNode: object({
    type: choice('input', 'text', 'img', 'a', 'script', 'div'),
    group: text,
    attributes: ref('uiNodeAttributes'),
    messages: list(ref('uiText')),
    meta: object({ 'label?': ref('uiText') }),
  }),
  uiNodeAttributes: eitherOf(
    object({
      node_type: choice('input'),
      name: text,
      type: text,
      'value?': anything,
      'required?': flag,
      disabled: flag,
      'label?': ref('uiText'),
      'autocomplete?': text,
      'pattern?': text,
      'maxlength?': int64,
      'onclick?': text,
      'onclickTrigger?': text,
      'onload?': text,
      'onloadTrigger?': text,
    }),
    object({ node_type: choice('text'), id: text, text: ref('uiText') }),
    object({ node_type: choice('img'), id: text, src: text, width: int64, height: int64 }),
    object({ node_type: choice('a'), id: text, href: text, title: ref('uiText') }),
    object({
      node_type: choice('script'),
      id: text,
      src: text,
      async: flag,
      referrerpolicy: text,
      crossorigin: text,
      integrity: text,
      type: text,
      nonce: text,
    }),
  ),
  uiText: object(
    { id: int64, text, type: choice('info', 'error', 'success'), 'context?': map },
    'Something said to a person; clients may translate by the id',
  ),
}

const token = {
  'csrf_token?': { ...text, description: 'Needed from browsers' },
  'transient_payload?': map,
}
const by = (method: string, fields: Schemas): Schema =>
  object({ ...token, method: choice(method), ...fields })
const mail = { 'email?': text }

const bodies: Schemas = {
  updateLoginFlowBody: eitherOf(
    by('password', { identifier: text, password: text }),
    by('code', { 'identifier?': text, 'code?': text, 'resend?': text, 'address?': text }),
    by('identifier_first', { identifier: text }),
    by('totp', { totp_code: text }),
    by('lookup_secret', { lookup_secret: text }),
    by('webauthn', { identifier: text, 'webauthn_login?': text }),
    by('passkey', { 'passkey_login?': text }),
    by('oidc', {
      provider: text,
      'id_token?': text,
      'id_token_nonce?': text,
      'traits?': map,
      'upstream_parameters?': map,
    }),
  ),
  updateRegistrationFlowBody: eitherOf(
    by('password', { password: text, traits: map }),
    by('profile', { traits: map, 'screen?': choice('credential-selection', 'previous') }),
    by('code', { traits: map, 'code?': text, 'resend?': text }),
    by('webauthn', {
      traits: map,
      'webauthn_register?': text,
      'webauthn_register_displayname?': text,
    }),
    by('passkey', { traits: map, 'passkey_register?': text }),
    by('oidc', {
      provider: text,
      'id_token?': text,
      'id_token_nonce?': text,
      'traits?': map,
      'upstream_parameters?': map,
    }),
  ),
  updateSettingsFlowBody: eitherOf(
    by('password', { password: text }),
    by('profile', { traits: map }),
    by('oidc', { 'link?': text, 'unlink?': text, 'traits?': map, 'upstream_parameters?': map }),
    by('totp', { 'totp_code?': text, 'totp_unlink?': flag }),
    by('lookup_secret', {
      'lookup_secret_confirm?': flag,
      'lookup_secret_disable?': flag,
      'lookup_secret_regenerate?': flag,
      'lookup_secret_reveal?': flag,
    }),
    by('webauthn', {
      'webauthn_register?': text,
      'webauthn_register_displayname?': text,
      'webauthn_remove?': text,
    }),
    by('passkey', { 'passkey_settings_register?': text, 'passkey_remove?': text }),
  ),
  updateRecoveryFlowBody: eitherOf(
    by('link', mail),
    by('code', {
      ...mail,
      'code?': text,
      'recovery_address?': text,
      'recovery_confirm_address?': text,
      'recovery_select_address?': text,
      'screen?': text,
    }),
  ),
  updateVerificationFlowBody: eitherOf(by('link', mail), by('code', { ...mail, 'code?': text })),
}

export const flowSchemas: Schemas = { ...flows, ...forms, ...bodies }
