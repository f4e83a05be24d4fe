import type { Timestamp } from '#lib/time.ts'

/** An operator who is signed in to the console. */
export type ConsoleSession = {
  readonly id: string
  readonly identityId: string
  /** The session on the public pages that it was made from, and with which it ends. */
  readonly sessionId: string
  /** When the operator has last proved who they are. */
  readonly authenticatedAt: Timestamp
  readonly createdAt: Timestamp
  readonly expiresAt: Timestamp
  /** The last request, to the minute. */
  readonly seenAt: Timestamp
}

/** What an operator takes from the public pages to the console. */
export type ConsoleCode = Pick<ConsoleSession, 'identityId' | 'sessionId' | 'authenticatedAt'> & {
  /** The SHA-256 of a secret that only the browser has which has asked. */
  readonly challenge: string
  readonly expiresAt: Timestamp
}

/** Both are stored with the SHA-256 of their secret, and deleted with the identity. */
export type ConsoleSessionStore = {
  insertCode(code: ConsoleCode, hash: string): Promise<void>
  /** Removes and answers a code: of several who take it at once, one gets it. */
  takeCode(hash: string): Promise<ConsoleCode | undefined>
  /** Joins an open transaction. */
  insert(session: ConsoleSession, hash: string): Promise<void>
  findByToken(hash: string): Promise<ConsoleSession | undefined>
  /** Notes a request, unless one since `before` is noted already. */
  noteSeen(id: string, at: Timestamp, before: Timestamp): Promise<void>
  /** False when there is none. Joins an open transaction. */
  remove(id: string): Promise<boolean>
  /** Deletes up to `limit` sessions, and as many codes, that expired before `before`; how many. */
  deleteExpired(before: Timestamp, limit: number): Promise<number>
}
