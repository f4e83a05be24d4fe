export type FlowsTable = {
  id: string
  kind: string
  identity_id: string | null
  expires_at: number
  version: number
  /** JSON: the flow. */
  data: string
}
