// The self-service paths of v0.2 and v0.4: one path for each kind of flow, and one for each method
// of submitting it.
import type { FlowKind } from '#flow/flow.ts'

export const flowsPath = '/self-service/browser/flows'

/** The path that starts a flow of this kind. */
export const initPath = (kind: FlowKind): string =>
  kind === 'verification' ? `${flowsPath}/verification/init/email` : `${flowsPath}/${kind}`

/** The path that returns a flow as JSON. */
export const fetchPath = (kind: FlowKind): string => `${flowsPath}/requests/${kind}`

/** The path to which a form is submitted; the query names the flow. */
export function submitPath(kind: FlowKind, method: string): string {
  if (kind === 'recovery') return `${flowsPath}/recovery/${method}`
  return `${flowsPath}/${kind}/strategies/${method}`
}

/** The URL to which a form is submitted. */
export const submitUrl = (publicUrl: string, kind: FlowKind, method: string, id: string): string =>
  `${publicUrl}${submitPath(kind, method)}?request=${id}`
