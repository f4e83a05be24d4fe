export type ActivityTable = {
  starts_at: number
  kind: string
  amount: number
}
