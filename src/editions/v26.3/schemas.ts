// What the OpenAPI document of v26.3 says besides that of v26.2.
import { choice, flag, list, text } from '#lib/json-schema.ts'
import { object, int64, map } from '../shared/json-schema.ts'
import { schemas as v26_2 } from '../shared/v26/schemas.ts'

export const schemas: Readonly<Record<string, object>> = {
  sessionAuthenticationMethod: withProperties('sessionAuthenticationMethod', {
    upstream_acr: text,
    upstream_amr: list(text),
  }),
  loginFlow: withProperties('loginFlow', {
    test_context: object({ provider_id: text, 'debug_payload?': map }),
  }),
  createTestLoginFlowBody: object({ provider_id: text }),
  manageSessionsBody: object({
    action: choice('disable', 'delete'),
    'identities?': list(text),
    'sessions?': list(text),
  }),
  manageSessionsResponse: object({ processed: int64, more: flag }),
}

/** A schema of v26.2 with more properties, all of them optional. */
function withProperties(name: string, more: Readonly<Record<string, object>>): object {
  const schema = v26_2[name] as { readonly properties: object }
  return { ...schema, properties: { ...schema.properties, ...more } }
}
