import { STATUS_CODES } from 'node:http'
import type { Refusal } from '#errors/refusal.ts'
import { sentenceOf, statusOf } from '../../refusals.ts'
import type { WireError } from '../wire.ts'

export function presentError(refusal: Refusal): WireError {
  const code = statusOf[refusal.kind]
  return {
    ...(refusal.id === undefined ? {} : { id: refusal.id }),
    code,
    status: STATUS_CODES[code] ?? '',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: sentenceOf(code),
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
