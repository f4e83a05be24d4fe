/** Of people and of sessions alike. */
export type KeptRowsTable = {
  /** Of the identity, or of the session. */
  id: string
  /** Of a session: encrypted, with its token. */
  details: string
}
