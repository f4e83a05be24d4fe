// What a part of the personal data is: one thing that is stored about people, and how it is read.
import type { AuditStore } from '#audit/audit-store.ts'
import type { MessageStore } from '#courier/message-store.ts'
import type { OutboxStore } from '#hooks/outbox/outbox-store.ts'
import type { DeletionStore } from '#identity/deletion-store.ts'
import type { FactorResetStore } from '#identity/factor-reset-store.ts'
import type { Account } from '#identity/identity-store.ts'
import type { ShieldAdministration } from '#identity/shield-administration.ts'
import type { Json, JsonObject } from '#lib/json.ts'
import type { OperatorStore } from '#operators/operator-store.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import type { RememberedStore } from '#session/remembered-store.ts'
import type { SessionStore } from '#session/session-store.ts'

/** Where the parts are read from. */
export type DataSources = {
  readonly schemas: () => IdentitySchemas
  readonly sessions: Pick<SessionStore, 'list'>
  readonly remembered: Pick<RememberedStore, 'list'>
  readonly messages: Pick<MessageStore, 'list'>
  readonly audit: Pick<AuditStore, 'list'>
  readonly outbox: Pick<OutboxStore, 'list'>
  readonly operators: Pick<OperatorStore, 'find'>
  readonly factorResets: Pick<FactorResetStore, 'find'>
  readonly deletions: Pick<DeletionStore, 'find'>
  readonly shield: Pick<ShieldAdministration, 'find'>
}

/** Whose data is read, and how much of it. */
export type DataSubject = {
  readonly account: Account
  /** With what signs in elsewhere: the hash of the password, and accounts at providers. */
  readonly withCredentials: boolean
  readonly withAdminMetadata: boolean
}

type Named = {
  /** The member of the file. */
  readonly name: string
  /** The tables that it is read from, without `pallas_`. */
  readonly tables: readonly string[]
}

/** `one`: a value, or undefined where there is nothing. `many`: a list of any length, read in pages. */
export type DataPart = Named &
  (
    | { one(subject: DataSubject, sources: DataSources): Promise<Json | undefined> }
    | { many(subject: DataSubject, sources: DataSources): AsyncIterable<JsonObject> }
  )

/** How many rows are read at once. */
export const pageRows = 100

/** All rows of a list, page by page; `read` answers those after a row. */
export async function* allRows<T>(
  read: (after: T | undefined) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (let last: T | undefined; ;) {
    const page = await read(last)
    yield* page
    last = page.at(-1)
    if (page.length < pageRows) return
  }
}
