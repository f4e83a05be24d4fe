export type UnprovedTable = {
  identity_id: string
  since: number
}
