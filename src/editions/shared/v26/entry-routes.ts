// Callback routes of providers, and the route where a native app exchanges its codes for the
// session that a browser opened.
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import type { Core } from '#core.ts'
import type { Caller } from '#flow/caller.ts'
import type { Places } from '../../edition.ts'
import { formPostRoute, readCallback } from '../callback.ts'
import { eitherOf, ref } from '../json-schema.ts'
import { documentOf } from './documents.ts'
import type { EntryAnswers } from './entry-answer.ts'
import type { Shape } from './shape.ts'

const callbackPath = '/self-service/methods/oidc/callback'

const unfinished = { 422: eitherOf(ref('loginFlow'), ref('registrationFlow')) }

const readCodes = (request: Request) => ({
  appCode: queryValue(request, 'init_code') ?? '',
  browserCode: queryValue(request, 'return_to_code') ?? '',
})

/** The callback routes and the code exchange. */
export function entryRoutes(
  core: Pick<Core, 'callback' | 'exchange' | 'login' | 'registration'>,
  answers: EntryAnswers,
  { places, shape }: { readonly places: () => Places; readonly shape: Shape },
): readonly Route[] {
  const { callback, exchange } = core
  const callbackRoutes = (path: string): readonly Route[] => [
    route('GET', path, readCallback, callback.finish, answers.calledBack, {
      errors: 'page',
      getChanges: 'provider-answer',
    }),
    formPostRoute(path, () => places().publicUrl),
  ]
  return [
    ...callbackRoutes(`${callbackPath}/:provider`),
    ...callbackRoutes(callbackPath),
    route(
      'GET',
      '/sessions/token-exchange',
      readCodes,
      async (codes, caller: Caller) => {
        const outcome = await exchange.fetch(codes)
        return outcome.kind === 'session'
          ? outcome
          : core[outcome.flow.kind].show({ id: outcome.flow.id }, caller)
      },
      answers.exchanged,
      {
        ...documentOf('exchangeSessionToken', shape.exchangesFlows ? unfinished : {}),
        getChanges: 'session-exchange',
      },
    ),
  ]
}
