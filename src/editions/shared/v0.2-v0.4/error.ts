import { STATUS_CODES } from 'node:http'
import type { Refusal } from '#errors/refusal.ts'
import { UnknownProvider } from '#flow/federation/federation.ts'
import { sentenceOf, statusOf } from '../refusals.ts'
import type { WireError } from './wire.ts'

/**
 * An error as these editions spell it: sentences, and no id to know it by. Of what is not there
 * only one thing is said.
 */
export function presentError(refusal: Refusal, status: number = statusOf[refusal.kind]): WireError {
  const isPlain =
    status === 404 && refusal.reason !== undefined && !(refusal instanceof UnknownProvider)
  return {
    code: status,
    status: STATUS_CODES[status] ?? '',
    ...(isPlain || refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: isPlain ? (refusal.reason ?? '') : sentenceOf(status),
    ...(refusal.details ? { details: refusal.details } : {}),
  }
}

/** For what nobody expected: nothing but that it happened. */
export const presentDefect = (): WireError => ({
  code: 500,
  status: 'Internal Server Error',
  message: sentenceOf(500),
  reason: 'An unexpected problem was written to the log of the server.',
})
