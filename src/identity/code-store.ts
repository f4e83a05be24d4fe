import type { AddressChannel } from '#schema/address-channel.ts'
import type { Timestamp } from '#lib/time.ts'

/** A code or a link token that was sent to an address, good once and in one flow only. */
export type OneTimeCode = {
  readonly id: string
  readonly flowId: string
  /**
   * HMAC of a code with flow and address, or SHA-256 of a token: the only forms in which either is
   * stored.
   */
  readonly hash: string
  /**
   * Where it was sent, in canonical form; undefined when it was handed out by an administrator and
   * proves no address.
   */
  readonly address: { readonly value: string; readonly via: AddressChannel } | undefined
  /**
   * Whose address it is; undefined where nobody's, so that it can never be right, and before there
   * is an identity.
   */
  readonly identityId: string | undefined
  readonly issuedAt: Timestamp
  readonly expiresAt: Timestamp
}

export type CodeStore = {
  /**
   * Stores the codes of a flow; those it had before are worthless from now on. Joins an open
   * transaction.
   */
  replace(flowId: string, codes: readonly OneTimeCode[]): Promise<void>
  /** The codes of a flow that have not been used. */
  ofFlow(flowId: string): Promise<readonly OneTimeCode[]>
  /**
   * True for one caller only, however many ask at the same moment. One statement; joins an open
   * transaction.
   */
  use(id: string): Promise<boolean>
  /** Deletes up to `limit` codes that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
