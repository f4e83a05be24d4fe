export type MovedTable = {
  /** Of which database of another system. */
  source: string
  kind: string
  id: string
  /** Of what was read. */
  digest: string
  /** The version of the identity that was stored; 0 for other kinds. */
  version: number
}
