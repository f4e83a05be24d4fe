import type { ErrorStore } from '#flow/error-store.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import type { AttemptStore } from '#identity/attempt-store.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { SessionStore } from '#session/session-store.ts'

/** Everything that is kept, on one database. */
export type Store = {
  readonly identities: IdentityStore
  readonly sessions: SessionStore
  readonly flows: FlowStore
  readonly errors: ErrorStore
  readonly attempts: AttemptStore
  /** What the stores do inside holds together: all of it is stored or none. Never wait for anything but the stores inside. */
  transact<T>(work: () => Promise<T>): Promise<T>
  /** Throws when the database does not answer within `timeoutMs`, or when migrations are pending. */
  ping(timeoutMs: number): Promise<void>
  close(): Promise<void>
}
