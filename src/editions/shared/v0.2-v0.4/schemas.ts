// OpenAPI component schemas of v0.2 and v0.4.
import { anything, choice, flag, list, text } from '#lib/json-schema.ts'
import { map, nullable, object, ref, time, uuid, int64, type Schema } from '../json-schema.ts'

type Schemas = Readonly<Record<string, Schema>>

/** Published names and schemas that differ between the editions. */
export type SchemaNames = {
  readonly schemaId: string
  readonly schemaUrl: string
  readonly verifiable: string
  /** The key and schema of messages in flows, forms and fields. */
  readonly messageSchemas: Schemas
  /** Members that only flows have. */
  readonly ofRequest: Schemas
  readonly settings: Schemas
  /** Schemas that only this edition has. */
  readonly own: Schemas
}

/** Builds the component schemas. */
export function createSchemas({
  schemaId,
  schemaUrl,
  verifiable,
  messageSchemas,
  ofRequest,
  settings,
  own,
}: SchemaNames): Schemas {
  const common = { id: uuid, issued_at: time, expires_at: time, request_url: text, ...ofRequest }
  const methods = { methods: { type: 'object', additionalProperties: ref('requestMethod') } }
  return {
    Identity: object(
      {
        id: uuid,
        [schemaId]: text,
        [`${schemaUrl}?`]: { ...text, description: 'Set by the server' },
        traits: map,
        [`${verifiable}?`]: list(ref('VerifiableAddress')),
        ...('RecoveryAddress' in own
          ? { 'recovery_addresses?': list(ref('RecoveryAddress')) }
          : {}),
      },
      'Somebody, or something, that can sign in',
    ),
    VerifiableAddress: object({
      id: uuid,
      value: text,
      via: choice('email'),
      verified: flag,
      verified_at: nullable(time),
      expires_at: time,
    }),
    session: object({
      sid: uuid,
      expires_at: time,
      authenticated_at: time,
      issued_at: time,
      identity: ref('Identity'),
    }),
    loginRequest: object({
      ...common,
      'active?': text,
      forced: { ...flag, description: 'Confirms a session that there is' },
      ...methods,
    }),
    registrationRequest: object({ ...common, 'active?': text, ...methods }),
    settingsRequest: object({
      ...common,
      'active?': text,
      identity: ref('Identity'),
      ...settings,
      ...methods,
    }),
    verificationRequest: object({
      ...common,
      via: choice('email'),
      success: flag,
      form: ref('form'),
    }),
    requestMethod: object({ method: text, config: ref('form') }, 'One way of doing it'),
    form: object(
      {
        action: text,
        method: text,
        fields: nullable(list(ref('formField'))),
        'providers?': list(ref('formField')),
        ...messageSchemas,
      },
      'A form: where to send it and what is in it',
    ),
    formField: object({
      name: text,
      type: text,
      'required?': flag,
      'value?': anything,
      'pattern?': text,
      'disabled?': flag,
      ...messageSchemas,
    }),
    loginPasswordForm: object({ identifier: text, password: text, 'csrf_token?': text }),
    registrationPasswordForm: object({ password: text, traits: map, 'csrf_token?': text }),
    settingsPasswordForm: object({ password: text, 'csrf_token?': text }),
    completeSelfServiceBrowserSettingsStrategyProfileFlowPayload: object({
      traits: map,
      'request_id?': uuid,
      'csrf_token?': text,
    }),
    verificationForm: object({ to_verify: text, 'csrf_token?': text }),
    errorContainer: object({ id: uuid, errors: list(ref('genericErrorPayload')) }),
    genericError: object({ error: ref('genericErrorPayload') }),
    genericErrorPayload: object({
      code: int64,
      status: text,
      message: text,
      'reason?': text,
      'request?': text,
      'details?': map,
    }),
    ...own,
  }
}
