export type JobsTable = {
  id: string
  kind: string
  state: string
  /** JSON: the people, and who has asked for it. */
  selection: string
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
  /** Until when nobody else takes it; null once it is over. */
  due_at: number | null
}
