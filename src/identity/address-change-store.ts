/**
 * The change of an address that waits until its owner has proved the new one, by its verification
 * flow. Of an account only the latest waits. It is forgotten with the account.
 */
export type AddressChangeStore = {
  /** Takes the place of an earlier one. */
  wait(identityId: string, flowId: string): Promise<void>
  /** The flow of the change that waits; undefined where none does. */
  waiting(identityId: string): Promise<string | undefined>
  clear(identityId: string): Promise<void>
}
