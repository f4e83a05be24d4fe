export type AttemptsTable = {
  subject_digest: string
  failures: number
  last_at: number
}
