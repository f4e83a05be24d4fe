import { STATUS_CODES } from 'node:http'
import type { Refusal } from '#errors/refusal.ts'
import { statusMessage, statusOf } from '../../refusals.ts'
import type { WireError } from '../wire.ts'

/** A refusal as JSON. */
export function presentError(refusal: Refusal): WireError {
  const code = statusOf[refusal.kind]
  return {
    ...(refusal.id === undefined ? {} : { id: refusal.id }),
    code,
    status: STATUS_CODES[code] ?? '',
    ...(refusal.reason === undefined ? {} : { reason: refusal.reason }),
    message: statusMessage(code),
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
