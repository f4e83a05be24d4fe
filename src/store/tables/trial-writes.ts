export type TrialWritesTable = {
  name: string
  written_at: number
  padding: string
}
