// Rows that are stored together, as values or as bytes. Bytes can be passed to another thread, and
// are not visited by the garbage collector.
import { deserialize, serialize } from 'node:v8'
import type { PackedChunk } from '#identity/identity-store.ts'

/** The number of rows in a full chunk; no dialect allows more than 32766 parameters. */
export const rowsPerChunk = 128

/** Makes one chunk of the values of rows. */
export type PackChunk = (values: readonly unknown[]) => PackedChunk
export const asBytes: PackChunk = (values) => serialize(values)
export const asValues: PackChunk = (values) => values

export const valuesOf = (chunk: PackedChunk): readonly unknown[] =>
  chunk instanceof Uint8Array ? (deserialize(chunk) as readonly unknown[]) : chunk

/** Calls `work` with the values of a chunk, which are valid only meanwhile. */
export async function withValues(
  chunk: PackedChunk,
  work: (values: readonly unknown[]) => Promise<void>,
): Promise<void> {
  if (!(chunk instanceof Uint8Array)) return work(chunk)
  const values = deserialize(chunk) as unknown[]
  await work(values)
  // NOTE the buffer that was deserialized refers to the list, and would keep its values in memory
  values.length = 0
}
