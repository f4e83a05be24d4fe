// Trial sign-ins at a provider.
import { nothing } from '#http/reply.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { badRequest, fieldsOf, jsonOf, textField } from '../shared/fields.ts'
import { ref, uuid } from '../shared/json-schema.ts'
import type { MoreRouteParts } from '../shared/v26/edition.ts'

const error = ref('errorGeneric')

export const startTestRoute = ({ core, answers }: MoreRouteParts): Route =>
  route(
    'POST',
    '/test-login-flows',
    readProvider,
    core.providerTests.start,
    async (outcome, caller) => ({
      status: 201,
      body: await answers.flowBody(outcome, caller),
    }),
    {
      document: {
        id: 'createTestLoginFlow',
        summary:
          'Begin a trial sign-in at a provider, which shows what it tells and makes no account',
        tag: 'identity',
        body: ref('createTestLoginFlowBody'),
        responses: { 201: ref('loginFlow'), 400: error, 404: error },
      },
    },
  )

export const deleteTestRoute = ({ core }: MoreRouteParts): Route =>
  route(
    'DELETE',
    '/self-service/login/test',
    (request) => ({ id: queryValue(request, 'id') ?? '' }),
    core.providerTests.delete,
    () => nothing(204),
    {
      document: {
        id: 'deleteTestLoginFlow',
        summary: 'Delete a trial sign-in with what it has shown',
        tag: 'frontend',
        query: { id: uuid },
        responses: { 204: 'Deleted', 400: error, 403: error, 404: error },
      },
    },
  )

function readProvider({ body }: Request): { readonly provider: string } {
  const provider = textField(fieldsOf(jsonOf(body), ['provider_id']), 'provider_id') ?? ''
  if (provider === '') throw badRequest('provider_id is missing.')
  return { provider }
}
