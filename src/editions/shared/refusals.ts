import { InvalidInput } from '#errors/invalid-input.ts'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import { Conflict, StaleVersion } from '#identity/identity-store.ts'
import type { MessageRenderer } from '#messages/render.ts'

/** Converts expected errors (conflicts, invalid input) into a refusal; undefined for a defect. */
export function asRefusal(thrown: unknown, render: MessageRenderer): Refusal | undefined {
  if (thrown instanceof Refusal) return thrown
  if (thrown instanceof Conflict)
    return new Refusal('conflict', { reason: `${thrown.message} Nothing was stored.` })
  if (thrown instanceof StaleVersion)
    return new Refusal('conflict', {
      reason: 'It was changed by somebody else at the same moment. Please try again.',
    })
  if (thrown instanceof InvalidInput) {
    return new Refusal('bad-request', {
      reason: thrown.problems
        .map(({ field, message }) =>
          field === undefined ? render(message).text : `${field}: ${render(message).text}`,
        )
        .join(' '),
    })
  }
  return undefined
}

/** The `Retry-After` header of a refusal, in seconds; empty when it has no waiting time. */
export function retryAfter(refusal: Refusal | undefined): Readonly<Record<string, string>> {
  const remedy = refusal?.remedy
  return remedy && 'retryAfterMs' in remedy
    ? { 'retry-after': String(Math.max(1, Math.ceil(remedy.retryAfterMs / 1000))) }
    : {}
}

/** The HTTP status of each kind of refusal. */
export const statusOf = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  unsupported: 415,
  'browser-redirect': 422,
  'too-many': 429,
  upstream: 502,
  misconfigured: 500,
  unavailable: 503,
  stopped: 500,
} satisfies Record<RefusalKind, number>

const statusMessages: Record<number, string> = {
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
  502: 'Another server, which this one has to ask, did not answer as it should.',
  503: 'The server cannot do it just now. Please try again.',
}

/** The generic message for a status. */
export const statusMessage = (status: number): string => statusMessages[status] ?? ''
