export type AddressChangesTable = {
  identity_id: string
  flow_id: string
}
