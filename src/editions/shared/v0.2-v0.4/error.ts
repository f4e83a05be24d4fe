import { STATUS_CODES } from 'node:http'
import { Refusal } from '#errors/refusal.ts'
import { UnknownProvider } from '#flow/federation/federation.ts'
import { statusMessage, statusOf } from '../refusals.ts'
import type { WireError } from './wire.ts'

/** A 404 that says why besides its message. */
export class ExplainedNotFound extends Refusal {
  constructor(cause: Refusal) {
    super('not-found', { reason: cause.reason ?? '', cause })
  }
}

/**
 * An error in the JSON of v0.2 and v0.4, which has no error ids. A 404 has a message and no reason.
 */
export function presentError(refusal: Refusal, status: number = statusOf[refusal.kind]): WireError {
  const isNotFound =
    status === 404 &&
    refusal.reason !== undefined &&
    !(refusal instanceof UnknownProvider || refusal instanceof ExplainedNotFound)
  return {
    code: status,
    status: STATUS_CODES[status] ?? '',
    ...(isNotFound || refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: isNotFound ? (refusal.reason ?? '') : statusMessage(status),
    ...(refusal.details ? { details: refusal.details } : {}),
  }
}

/** The error for an unexpected failure; reveals no details. */
export const presentDefect = (): WireError => ({
  code: 500,
  status: 'Internal Server Error',
  message: statusMessage(500),
  reason: 'An unexpected problem was written to the log of the server.',
})
