import type { ApiInfo } from '#http/openapi.ts'
import { choice, list, text } from '#lib/json-schema.ts'
import { map, nullable, object, ref, time, uuid, int64 } from '../shared/json-schema.ts'
import { createSchemas } from '../shared/v0.2-v0.4/schemas.ts'

const messages = list(ref('Message'))
const states = choice('choose_method', 'sent_email', 'passed_challenge')

/** OpenAPI information of v0.4 besides its operations. */
export const api: ApiInfo = {
  title: 'Pallas, edition v0.4',
  version: 'v0.4',
  description:
    'Requests of browsers, each way of submitting at a path of its own. Messages have ids; ' +
    'accounts are recovered by a mailed link.',
  schemas: createSchemas({
    schemaId: 'schema_id',
    schemaUrl: 'schema_url',
    verifiable: 'verifiable_addresses',
    messageSchemas: { 'messages?': messages },
    ofRequest: { messages: nullable(messages) },
    settings: { state: choice('show_form', 'success') },
    own: {
      Message: object({ id: int64, text, type: choice('info', 'error'), 'context?': map }),
      RecoveryAddress: object({ id: uuid, value: text, via: choice('email') }),
      recoveryRequest: object({
        id: uuid,
        issued_at: time,
        expires_at: time,
        request_url: text,
        messages: nullable(messages),
        'active?': text,
        state: states,
        methods: { type: 'object', additionalProperties: ref('requestMethod') },
      }),
      recoveryLinkForm: object({ email: text, 'csrf_token?': text }),
      settingsConnectionForm: object({ 'link?': text, 'unlink?': text, 'csrf_token?': text }),
    },
  }),
}
