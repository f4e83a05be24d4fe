// OpenAPI component schemas of v26.2: identities, sessions, messages, errors.
import { credentialTypes } from '#identity/credential-types.ts'
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
import { flowSchemas } from './schemas-flows.ts'

const level = choice('aal0', 'aal1', 'aal2', 'aal3')
const address = {
  'id?': uuid,
  value: text,
  via: choice('email', 'sms'),
  'created_at?': time,
  'updated_at?': time,
}
const duration = {
  ...text,
  description: 'Such as 30m or 1h',
  pattern: '^([0-9]+(ns|us|ms|s|m|h))*$',
}
const bytes = { ...text, description: 'In base64' }
const keys = object({
  'config?': object({
    'credentials?': list(
      object({
        id: bytes,
        public_key: { ...text, description: 'A COSE key in base64' },
        'attestation_type?': text,
        'display_name?': text,
        'added_at?': time,
        'is_passwordless?': flag,
        'flags?': object({
          'user_present?': flag,
          'user_verified?': flag,
          'backup_eligible?': flag,
          'backup_state?': flag,
        }),
        'authenticator?': object({
          'aaguid?': bytes,
          'sign_count?': int64,
          'clone_warning?': flag,
        }),
        'transport?': list(text),
        'attestation?': map,
      }),
    ),
    'user_handle?': bytes,
  }),
})
const imported = object(
  {
    'password?': object({
      'config?': object({
        'hashed_password?': text,
        'password?': text,
        'use_password_migration_hook?': flag,
      }),
    }),
    'oidc?': object({
      'config?': object({
        'providers?': list(
          object({
            provider: text,
            subject: text,
            'organization?': nullable(uuid),
            'use_auto_link?': flag,
          }),
        ),
      }),
    }),
    'totp?': object({ 'config?': object({ totp_url: text }) }),
    'lookup_secret?': object({
      'config?': object({ 'codes?': list(object({ code: text, 'used_at?': time })) }),
    }),
    'webauthn?': keys,
    'passkey?': keys,
    'code?': object({
      'config?': object({ 'addresses?': list(object({ 'channel?': text, address: text })) }),
    }),
  },
  'Credentials to take over',
)

const identities: Readonly<Record<string, Schema>> = {
  identity: object(
    {
      id: uuid,
      schema_id: text,
      schema_url: text,
      'state?': choice('active', 'inactive'),
      'state_changed_at?': nullable(time),
      traits: map,
      'verifiable_addresses?': list(ref('verifiableIdentityAddress')),
      'recovery_addresses?': list(ref('recoveryIdentityAddress')),
      'metadata_public?': nullable(anything),
      'metadata_admin?': { ...nullable(anything), description: 'Shown to administrators only' },
      'organization_id?': nullable(uuid),
      'external_id?': text,
      'credentials?': {
        type: 'object',
        additionalProperties: ref('identityCredentials'),
        description: 'Shown to administrators only',
      },
      'created_at?': time,
      'updated_at?': time,
    },
    'Somebody, or something, that can sign in',
  ),
  identityCredentials: object({
    'type?': choice(...credentialTypes),
    'identifiers?': list(text),
    'version?': int64,
    'config?': map,
    'created_at?': time,
    'updated_at?': time,
  }),
  verifiableIdentityAddress: object({
    ...address,
    verified: flag,
    status: choice('pending', 'sent', 'completed'),
    'verified_at?': nullable(time),
  }),
  recoveryIdentityAddress: object(address),
  createIdentityBody: object({
    schema_id: text,
    traits: map,
    'state?': choice('active', 'inactive'),
    'credentials?': imported,
    'external_id?': text,
    'organization_id?': nullable(uuid),
    'metadata_public?': anything,
    'metadata_admin?': anything,
    'verifiable_addresses?': list(ref('verifiableIdentityAddress')),
    'recovery_addresses?': list(ref('recoveryIdentityAddress')),
  }),
  updateIdentityBody: object({
    schema_id: text,
    traits: map,
    state: choice('active', 'inactive'),
    'credentials?': imported,
    'external_id?': text,
    'metadata_public?': anything,
    'metadata_admin?': anything,
  }),
  patchIdentitiesBody: object({
    'identities?': list(object({ 'create?': ref('createIdentityBody'), 'patch_id?': uuid })),
  }),
  batchPatchIdentitiesResponse: object({
    'identities?': list(
      object({
        'action?': choice('create', 'error'),
        'identity?': uuid,
        'patch_id?': uuid,
        'error?': map,
      }),
    ),
  }),
  jsonPatchDocument: list(
    object({
      op: choice('add', 'remove', 'replace', 'move', 'copy', 'test'),
      path: text,
      'from?': text,
      'value?': anything,
    }),
  ),
  identitySchemaContainer: object({ id: text, schema: map }),
}

const sessions: Readonly<Record<string, Schema>> = {
  session: object({
    id: uuid,
    'active?': flag,
    'issued_at?': time,
    'authenticated_at?': time,
    'expires_at?': time,
    'authenticator_assurance_level?': level,
    'authentication_methods?': list(ref('sessionAuthenticationMethod')),
    'devices?': list(ref('sessionDevice')),
    'identity?': ref('identity'),
    'tokenized?': text,
  }),
  sessionAuthenticationMethod: object({
    'method?': choice(...credentialTypes),
    'aal?': level,
    'completed_at?': time,
    'provider?': text,
    'organization?': text,
  }),
  sessionDevice: object({ id: uuid, 'ip_address?': text, 'user_agent?': text, 'location?': text }),
  deleteMySessionsCount: object({ 'count?': int64 }),
  performNativeLogoutBody: object({ session_token: text }),
  successfulCodeExchangeResponse: object({ session: ref('session'), 'session_token?': text }),
  logoutFlow: object({ logout_url: text, logout_token: text }),
}

const recovery: Readonly<Record<string, Schema>> = {
  createRecoveryCodeForIdentityBody: object({
    identity_id: uuid,
    'expires_in?': duration,
    'flow_type?': choice('browser', 'api'),
  }),
  createRecoveryLinkForIdentityBody: object({ identity_id: uuid, 'expires_in?': duration }),
  recoveryCodeForIdentity: object({
    recovery_code: text,
    recovery_link: text,
    'expires_at?': time,
  }),
  recoveryLinkForIdentity: object({ recovery_link: text, 'expires_at?': time }),
}

const messages: Readonly<Record<string, Schema>> = {
  message: object({
    id: uuid,
    status: choice('queued', 'sent', 'processing', 'abandoned'),
    type: choice('email', 'sms'),
    recipient: text,
    subject: text,
    body: text,
    template_type: text,
    'channel?': text,
    send_count: int64,
    'dispatches?': list(
      object({
        id: uuid,
        message_id: uuid,
        status: choice('failed', 'success'),
        'error?': anything,
        created_at: time,
        updated_at: time,
      }),
    ),
    created_at: time,
    updated_at: time,
  }),
}

const errors: Readonly<Record<string, Schema>> = {
  genericError: object({
    'id?': text,
    'code?': int64,
    'status?': text,
    'request?': text,
    'reason?': text,
    message: text,
    'details?': map,
  }),
  errorGeneric: object({ error: ref('genericError') }),
  flowError: object({ id: uuid, 'error?': map, 'created_at?': time, 'updated_at?': time }),
  errorBrowserLocationChangeRequired: object({
    'error?': ref('genericError'),
    'redirect_browser_to?': text,
  }),
  selfServiceFlowExpiredError: object({
    'error?': ref('genericError'),
    'use_flow_id?': uuid,
    'expired_at?': time,
    'since?': int64,
  }),
  submitError: eitherOf(ref('errorGeneric'), ref('selfServiceFlowExpiredError')),
}

export const schemas: Readonly<Record<string, Schema>> = {
  ...identities,
  ...sessions,
  ...recovery,
  ...messages,
  ...errors,
  ...flowSchemas,
}
