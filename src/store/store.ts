import type { MailboxStore } from '#courier/mailbox-store.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { ErrorStore } from '#flow/error-store.ts'
import type { FlowStore } from '#flow/flow-store.ts'
import type { OutboxStore } from '#hooks/outbox/outbox-store.ts'
import type { AttemptStore } from '#identity/attempt-store.ts'
import type { CodeStore } from '#identity/code-store.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import type { SearchStore } from '#identity/search-store.ts'
import type { SessionStore } from '#session/session-store.ts'

/** Everything that is kept, on one database. */
export type Store = {
  readonly identities: IdentityStore
  readonly search: SearchStore
  readonly sessions: SessionStore
  readonly flows: FlowStore
  readonly errors: ErrorStore
  readonly attempts: AttemptStore
  readonly codes: CodeStore
  readonly messages: MessageStore
  readonly mailbox: MailboxStore
  readonly outbox: OutboxStore
  /**
   * What the stores do inside holds together: all of it is stored or none. Never wait for anything
   * but the stores inside. When the database gives the transaction up for another one, `work` runs
   * again from its start. Inside another transaction it can fail alone.
   */
  transact<T>(work: () => Promise<T>): Promise<T>
  /**
   * Throws when the database does not answer within `timeoutMs`, or when migrations are pending.
   */
  ping(timeoutMs: number): Promise<void>
  /** Ends when everything given before is stored. */
  close(): Promise<void>
}
