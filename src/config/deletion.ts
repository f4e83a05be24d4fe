/**
 * Whether people may delete their accounts, how long a deletion waits, and how long identifiers are not free
 * after it.
 */
export type DeletionConfig = {
  readonly isEnabled: boolean
  readonly graceMs: number
  readonly identifiersFreeAfterMs: number
}
