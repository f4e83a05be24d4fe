import type { JsonObject } from '#lib/json.ts'
import type { Timestamp } from '#lib/time.ts'

/** An error that is stored for the error page of a browser. */
export type StoredError = {
  readonly id: string
  readonly error: JsonObject
  /** SHA-256 of the anti-forgery secret of the browser, if it had one. */
  readonly csrfHash: string | undefined
  readonly createdAt: Timestamp
  readonly updatedAt: Timestamp
}

export type ErrorStore = {
  insert(error: StoredError): Promise<void>
  find(id: string): Promise<StoredError | undefined>
  deleteBefore(before: Timestamp, limit: number): Promise<number>
}
