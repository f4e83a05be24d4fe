import type { Timestamp } from '#lib/time.ts'

/**
 * The accounts that somebody has made for themselves, and of which no address was ever proved. They
 * are forgotten with the account.
 */
export type UnprovedStore = {
  mark(identityId: string, at: Timestamp): Promise<void>
  isMarked(identityId: string): Promise<boolean>
  clear(identityId: string): Promise<void>
}
