// What goes wrong with the mailbox, as JSON or as a line of text for a browser.
import { STATUS_CODES } from 'node:http'
import { Refusal, type RefusalKind } from '#errors/refusal.ts'
import type { Caller } from '#flow/caller.ts'
import { json, text, type Reply } from '#http/reply.ts'

const statuses: Partial<Record<RefusalKind, number>> = {
  'bad-request': 400,
  unauthorized: 401,
  forbidden: 403,
  'not-found': 404,
  'too-large': 413,
  unsupported: 415,
  unavailable: 503,
}

export function refuseMailbox(report: (error: unknown, caller: Caller) => void) {
  return (thrown: unknown, caller: Caller): Reply => {
    const refusal = thrown instanceof Refusal ? thrown : undefined
    if (!refusal || refusal.kind === 'unavailable') report(thrown, caller)
    const code = (refusal && statuses[refusal.kind]) ?? 500
    const status = STATUS_CODES[code] ?? '',
      reason = refusal?.reason
    if (caller.accepts === 'html')
      return text(code, `${status}${reason === undefined ? '' : `: ${reason}`}\n`)
    return json(code, {
      error: { code, status, message: status, ...(reason === undefined ? {} : { reason }) },
    })
  }
}
