// Where the editions with requests have their self-service: one path for each kind, and one for
// each way of submitting it.
import type { FlowKind } from '#flow/flow.ts'

export const flowsPath = '/self-service/browser/flows'

/** The path at which a request of a kind is begun. */
export const initPath = (kind: FlowKind): string =>
  kind === 'verification' ? `${flowsPath}/verification/init/email` : `${flowsPath}/${kind}`

export const fetchPath = (kind: FlowKind): string => `${flowsPath}/requests/${kind}`

/** The path to which a form is sent; the query names its request. */
export function submitPath(kind: FlowKind, method: string): string {
  if (kind === 'recovery') return `${flowsPath}/recovery/${method}`
  return `${flowsPath}/${kind}/strategies/${method}`
}

export const submitUrl = (publicUrl: string, kind: FlowKind, method: string, id: string): string =>
  `${publicUrl}${submitPath(kind, method)}?request=${id}`
