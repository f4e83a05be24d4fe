import type { Timestamp } from '#lib/time.ts'
import type { Role } from './role.ts'

/** A token of the admin API. Its secret is known to its owner only. */
export type ApiToken = {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Timestamp
  /** Undefined: never. */
  readonly expiresAt: Timestamp | undefined
  /** To the minute. */
  readonly lastUsedAt: Timestamp | undefined
  /** Who has made it, by kind and id. */
  readonly createdBy: string
}

export type ApiTokenStore = {
  /** `hash`: the SHA-256 of the secret. Joins an open transaction. */
  insert(token: ApiToken, hash: string): Promise<void>
  /** The oldest first. */
  list(): Promise<readonly ApiToken[]>
  findByHash(hash: string): Promise<ApiToken | undefined>
  /** Answers the one that was removed. Joins an open transaction. */
  remove(id: string): Promise<ApiToken | undefined>
  /** Notes a use, unless one since `before` is noted already. */
  noteUse(id: string, at: Timestamp, before: Timestamp): Promise<void>
  /** Whether there is any, expired or not. */
  any(): Promise<boolean>
}
