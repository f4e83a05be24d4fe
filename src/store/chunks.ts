// Rows that are stored together, as values or as bytes. Bytes can be handed to another thread, and
// are no work for the garbage collector while they wait.
import { deserialize, serialize } from 'node:v8'
import type { PackedChunk } from '#identity/identity-store.ts'

/** Rows of a full chunk; no dialect binds more than 32766 values. */
export const rowsAtOnce = 128

/** Makes one chunk of the values of rows. */
export type PackChunk = (values: readonly unknown[]) => PackedChunk
export const asBytes: PackChunk = (values) => serialize(values)
export const asValues: PackChunk = (values) => values

export const valuesOf = (chunk: PackedChunk): readonly unknown[] =>
  chunk instanceof Uint8Array ? (deserialize(chunk) as readonly unknown[]) : chunk

/** Lends the values of a chunk. */
export async function withValues(
  chunk: PackedChunk,
  work: (values: readonly unknown[]) => Promise<void>,
): Promise<void> {
  if (!(chunk instanceof Uint8Array)) return work(chunk)
  const values = deserialize(chunk) as unknown[]
  await work(values)
  // NOTE what reads the bytes keeps the list until it is collected itself, and so all that is in
  // the list
  values.length = 0
}
