export type ImpersonationsTable = {
  code_hash: string
  identity_id: string
  opened_by: string
  expires_at: number
}
