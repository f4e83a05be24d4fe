export type ErrorsTable = {
  id: string
  /** JSON */
  error: string
  csrf_hash: string | null
  created_at: number
  updated_at: number
}
