export type FactorResetsTable = {
  identity_id: string
  id: string
  requested_at: number
  due_at: number
}
