import { STATUS_CODES } from 'node:http'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'

const statuses: Partial<Record<RefusalKind, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  unsupported: 415,
  unavailable: 503,
}

/** The status of an error. Whatever operators must know about is reported. */
export function statusOfError(
  thrown: unknown,
  caller: Caller,
  report: (error: unknown, caller: Caller) => void,
): { readonly code: number; readonly status: string; readonly reason: string | undefined } {
  const refusal = thrown instanceof Refusal ? thrown : undefined
  if (!refusal || refusal.kind === 'unavailable') report(thrown, caller)
  const code = (refusal && statuses[refusal.kind]) ?? 500
  return { code, status: STATUS_CODES[code] ?? '', reason: refusal?.reason }
}
