export type JobsTable = {
  id: string
  kind: string
  state: string
  /** JSON: the people. */
  selection: string
  /** JSON: who has asked for it. */
  requested_by: string
  created_at: number
  started_at: number | null
  ended_at: number | null
  total: number | null
  done: number
  failed: number
  /** JSON: a list of ids and reasons. */
  failures: string
  reason: string | null
  after_id: string
  lease: string | null
  /** From when on somebody else may take it; null once it is over. */
  due_at: number | null
}
