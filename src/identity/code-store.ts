import type { AddressChannel } from '#schema/address-channel.ts'
import type { Timestamp } from '#lib/time.ts'

/** A code or a link token that was sent to an address. It works once, in one flow. */
export type OneTimeCode = {
  readonly id: string
  readonly flowId: string
  /**
   * HMAC of a code with its flow and address, or SHA-256 of a token. Neither is stored in clear.
   */
  readonly hash: string
  /**
   * The address that it was sent to, in canonical form; undefined when an administrator handed it
   * out, so that it proves no address.
   */
  readonly address: { readonly value: string; readonly via: AddressChannel } | undefined
  /**
   * Whose address it is; undefined for an unknown address, whose code is never correct, and as long
   * as there is no identity.
   */
  readonly identityId: string | undefined
  readonly issuedAt: Timestamp
  readonly expiresAt: Timestamp
}

export type CodeStore = {
  /**
   * Stores the codes of a flow in place of those it had, which stop working. Joins an open
   * transaction.
   */
  replace(flowId: string, codes: readonly OneTimeCode[]): Promise<void>
  /** The unused codes of a flow. */
  ofFlow(flowId: string): Promise<readonly OneTimeCode[]>
  /**
   * Uses up a code, and those whose ids begin with its id and a colon: true for one caller only,
   * however many try at once. One statement; joins an open transaction.
   */
  use(id: string): Promise<boolean>
  /** Deletes up to `limit` codes that expired before `before`; answers how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
