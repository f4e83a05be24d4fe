export type BudgetsTable = {
  /** Of kind and key. */
  key_digest: string
  kind: string
  /** Of devices only. */
  identity_id: string | null
  tries: number
  refill_ms: number
  /** When the budget is full again. */
  full_at: number
  /** The answer of the last `take`. */
  wait_ms: number
  expires_at: number
}
