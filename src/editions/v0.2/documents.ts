import type { ApiInfo } from '#http/openapi.ts'
import { flag, list, text } from '#lib/json-schema.ts'
import { object } from '../shared/json-schema.ts'
import { createSchemas } from '../shared/v0.2-v0.4/schemas.ts'

/** OpenAPI information of v0.2 besides its operations. */
export const api: ApiInfo = {
  title: 'Pallas, edition v0.2',
  version: 'v0.2',
  description:
    'Requests of browsers, each way of submitting at a path of its own. ' +
    'Errors are sentences without ids.',
  schemas: createSchemas({
    schemaId: 'traits_schema_id',
    schemaUrl: 'traits_schema_url',
    verifiable: 'addresses',
    messageSchemas: { 'errors?': list(object({ message: text })) },
    ofRequest: {},
    settings: { update_successful: flag },
    own: {},
  }),
}
