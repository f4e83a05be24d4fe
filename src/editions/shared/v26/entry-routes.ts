// Where browsers come back to from providers, and where apps fetch the session that a browser has
// opened for them.
import { one, route, type Request, type Route } from '#http/route.ts'
import type { Core } from '#core.ts'
import type { Places } from '../../edition.ts'
import { lookedAt, postedTo, readAnswer } from '../callback.ts'
import { document } from './documents.ts'
import type { EntryAnswers } from './entry-answer.ts'

const shared = '/self-service/methods/oidc/callback'

const readCodes = (request: Request) => ({
  appCode: one(request, 'init_code') ?? '',
  browserCode: one(request, 'return_to_code') ?? '',
})

export function entryRoutes(
  { callback, exchange }: Pick<Core, 'callback' | 'exchange'>,
  answers: EntryAnswers,
  places: () => Places,
): readonly Route[] {
  const back = (path: string): readonly Route[] => [
    lookedAt(path),
    route('GET', path, readAnswer, callback.finish, answers.calledBack, { errors: 'page' }),
    postedTo(path, () => places().publicUrl),
  ]
  return [
    ...back(`${shared}/:provider`),
    ...back(shared),
    route(
      'GET',
      '/sessions/token-exchange',
      readCodes,
      exchange.fetch,
      answers.exchanged,
      document('exchangeSessionToken'),
    ),
  ]
}
