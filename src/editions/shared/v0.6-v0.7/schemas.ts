// OpenAPI component schemas of v0.6 and v0.7.
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
import type { PublishedNames } from './documents.ts'

type Schemas = Readonly<Record<string, Schema>>

/**
 * `verifiedAt`: how the time of an unverified address is published, as null or left out. `update`:
 * members of an identity update besides schema and traits.
 */
export function createSchemas(
  names: PublishedNames['schemas'],
  { verifiedAt, update }: { readonly verifiedAt: 'null' | 'left-out'; readonly update: Schemas },
): Schemas {
  return {
    ...identities(names, verifiedAt, update),
    ...sessions(names),
    ...flows(names),
    ...forms,
    ...bodies,
    ...errors(names),
  }
}

function identities(
  { identity, createIdentity, updateIdentity }: PublishedNames['schemas'],
  verifiedAt: 'null' | 'left-out',
  update: Schemas,
): Schemas {
  const address = {
    id: uuid,
    value: text,
    via: choice('email'),
    created_at: time,
    updated_at: time,
  }
  return {
    [identity]: object(
      {
        id: uuid,
        schema_id: text,
        schema_url: { ...text, format: 'uri' },
        traits: map,
        created_at: time,
        updated_at: time,
        'verifiable_addresses?': list(ref('VerifiableAddress')),
        'recovery_addresses?': list(ref('RecoveryAddress')),
      },
      'Somebody, or something, that can sign in',
    ),
    VerifiableAddress: object({
      ...address,
      verified: flag,
      status: choice('pending', 'sent', 'completed'),
      ...(verifiedAt === 'null' ? { verified_at: nullable(time) } : { 'verified_at?': time }),
    }),
    RecoveryAddress: object(address),
    [createIdentity]: object({
      'schema_id?': { ...text, description: 'The default schema when left out' },
      traits: map,
    }),
    [updateIdentity]: object({ 'schema_id?': text, traits: map, ...update }),
    jsonSchema: {
      ...map,
      description: 'A JSON Schema; what it says of an identity stands under properties.traits',
    },
  }
}

function sessions({ identity }: PublishedNames['schemas']): Schemas {
  return {
    session: object({
      id: uuid,
      active: flag,
      expires_at: time,
      authenticated_at: time,
      issued_at: time,
      identity: ref(identity),
    }),
    loginViaApiResponse: object({
      session: ref('session'),
      'session_token?': { ...text, description: 'For apps only' },
    }),
    registrationViaApiResponse: object({
      identity: ref(identity),
      'session?': ref('session'),
      'session_token?': { ...text, description: 'For apps only, when signing up signs in' },
    }),
    settingsViaApiResponse: object({ flow: ref('settingsFlow'), identity: ref(identity) }),
    revokeSession: object({ session_token: text }),
  }
}

function flows({ identity }: PublishedNames['schemas']): Schemas {
  const common = {
    id: uuid,
    type: choice('api', 'browser'),
    issued_at: time,
    expires_at: time,
    request_url: text,
    'active?': text,
    ui: ref('uiContainer'),
  }
  const mailed = object({
    ...common,
    state: choice('choose_method', 'sent_email', 'passed_challenge'),
  })
  return {
    loginFlow: object({
      ...common,
      forced: { ...flag, description: 'Confirms a session that there is' },
      created_at: time,
      updated_at: time,
    }),
    registrationFlow: object(common),
    settingsFlow: object({
      ...common,
      state: choice('show_form', 'success'),
      identity: ref(identity),
    }),
    recoveryFlow: mailed,
    verificationFlow: mailed,
  }
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
    type: choice('input', 'text', 'img', 'a'),
    group: choice('default', 'password', 'oidc', 'profile', 'link'),
    attributes: ref('uiNodeAttributes'),
    messages: list(ref('uiText')),
    meta: object({ 'label?': ref('uiText') }),
  }),
  uiNodeAttributes: eitherOf(
    ref('uiNodeInputAttributes'),
    ref('uiNodeTextAttributes'),
    ref('uiNodeImageAttributes'),
    ref('uiNodeAnchorAttributes'),
  ),
  uiNodeInputAttributes: object({
    name: text,
    type: choice(
      'text',
      'password',
      'number',
      'checkbox',
      'hidden',
      'email',
      'submit',
      'datetime-local',
      'date',
      'url',
    ),
    'value?': anything,
    'required?': flag,
    disabled: flag,
    'label?': ref('uiText'),
    'pattern?': text,
  }),
  uiNodeTextAttributes: object({ text: ref('uiText') }),
  uiNodeImageAttributes: object({ src: text }),
  uiNodeAnchorAttributes: object({ href: text, title: ref('uiText') }),
  uiText: object(
    { id: int64, text, type: choice('info', 'error'), 'context?': map },
    'Something said to a person; clients may translate by the id',
  ),
}

const token = { 'csrf_token?': { ...text, description: 'Needed from browsers' } }
const mail = object({ ...token, 'method?': choice('link'), email: text })
const bodies: Schemas = {
  submitSelfServiceLoginFlow: object({
    ...token,
    method: choice('password'),
    password_identifier: text,
    password: text,
  }),
  submitSelfServiceRegistrationFlow: object({
    ...token,
    method: choice('password'),
    password: text,
    traits: map,
  }),
  submitSelfServiceSettingsFlow: eitherOf(
    ref('submitSelfServiceSettingsFlowWithPasswordMethod'),
    ref('submitSelfServiceSettingsFlowWithProfileMethod'),
  ),
  submitSelfServiceSettingsFlowWithPasswordMethod: object({
    ...token,
    method: choice('password'),
    password: text,
  }),
  submitSelfServiceSettingsFlowWithProfileMethod: object({
    ...token,
    method: choice('profile'),
    traits: map,
  }),
  submitSelfServiceRecoveryFlow: mail,
  submitSelfServiceRecoveryFlowWithLinkMethod: mail,
  submitSelfServiceVerificationFlowWithLinkMethod: mail,
  CreateRecoveryLink: object({
    identity_id: uuid,
    'expires_in?': {
      ...text,
      description: 'Such as 30m or 1h',
      pattern: '^([0-9]+(ns|us|ms|s|m|h))*$',
    },
  }),
  recoveryLink: object({ recovery_link: text, 'expires_at?': time }),
}

function errors({ error, errorContainer }: PublishedNames['schemas']): Schemas {
  return {
    [error]: object({
      error: object({ code: int64, status: text, 'reason?': text, message: text, 'details?': map }),
    }),
    [errorContainer]: object({ id: uuid, errors: list(map), created_at: time, updated_at: time }),
  }
}
