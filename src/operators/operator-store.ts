import type { Timestamp } from '#lib/time.ts'
import type { Role } from './role.ts'

/** A person with an account here who looks after others. */
export type Operator = {
  readonly identityId: string
  readonly role: Role
  readonly createdAt: Timestamp
  /** Who has given the role, by kind and id. */
  readonly createdBy: string
}

/** Deleted with the identity. */
export type OperatorStore = {
  /** Stores the role of an identity, in place of the one it has. Joins an open transaction. */
  put(operator: Operator): Promise<void>
  find(identityId: string): Promise<Operator | undefined>
  /** The first one first. */
  list(): Promise<readonly Operator[]>
  /** False when there is none. Joins an open transaction. */
  remove(identityId: string): Promise<boolean>
  /**
   * The ids of those with this role. To be called in a transaction: until its end nobody else
   * changes or removes them.
   */
  lockAllWith(role: Role): Promise<readonly string[]>
  any(): Promise<boolean>
}
