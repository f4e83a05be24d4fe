// What the OpenAPI document of v26.3 says besides that of v26.2.
import { anything, choice, flag, list, text } from '#lib/json-schema.ts'
import { credentialTypes } from '#identity/credential-types.ts'
import { eitherOf, object, int64, map } from '../shared/json-schema.ts'
import { schemas as v26_2 } from '../shared/v26/schemas.ts'

/** Clients of this edition know of the method that asks for the identifier only. */
const credentialType = choice(...credentialTypes, 'identifier_first')

type Alternatives = { readonly oneOf: readonly { readonly properties: object }[] }

export const schemas: Readonly<Record<string, object>> = {
  sessionAuthenticationMethod: withProperties('sessionAuthenticationMethod', {
    method: credentialType,
    upstream_acr: text,
    upstream_amr: list(text),
  }),
  identityCredentials: withProperties('identityCredentials', { type: credentialType }),
  uiNodeAttributes: withOptions(v26_2['uiNodeAttributes'] as Alternatives),
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

/** The attributes of nodes, of which the first kind is that of inputs. */
function withOptions({ oneOf: [input, ...others] }: Alternatives): object {
  const options = {
    ...list(object({ value: anything })),
    maxItems: 500,
    description: 'The values of a trait that may be chosen',
  }
  return eitherOf({ ...input, properties: { ...input?.properties, options } }, ...others)
}
