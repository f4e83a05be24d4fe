import { STATUS_CODES } from 'node:http'
import type { Refusal, RefusalKind } from '#errors/refusal.ts'
import type { WireError } from '../wire.ts'

export const statusOf = {
  'bad-request': 400, unauthorized: 401, forbidden: 403, 'not-found': 404, conflict: 409, gone: 410, 'too-large': 413, unsupported: 415, elsewhere: 422, 'too-many': 429, misconfigured: 500, unavailable: 503,
} satisfies Record<RefusalKind, number>

const sentence: Record<number, string> = {
  400: 'The request cannot be understood or is not allowed.',
  401: 'The request needs somebody who is signed in.',
  403: 'This is not allowed.',
  404: 'There is nothing here by that name.',
  409: 'It is in the way of something that exists already.',
  410: 'It was here and is no more.',
  413: 'The request is too large.',
  415: 'The content type is not supported.',
  422: 'The browser has to go somewhere else to go on.',
  429: 'There were too many requests of this kind.',
  500: 'The server could not do it.',
  503: 'The server cannot do it just now. Please try again.',
}

export function presentError(refusal: Refusal): WireError {
  const code = statusOf[refusal.kind]
  return {
    ...(refusal.id === undefined ? {} : { id: refusal.id }),
    code,
    status: STATUS_CODES[code] ?? '',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: sentence[code] ?? '',
    ...(refusal.details ? { details: refusal.details } : {}),
  }
}

/** For what nobody expected: nothing but that it happened. */
export const presentDefect = (): WireError => ({ code: 500, status: 'Internal Server Error', message: sentence[500] ?? '', reason: 'An unexpected problem was written to the log of the server.' })
