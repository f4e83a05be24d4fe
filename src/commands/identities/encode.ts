// Encodes the lines of an import into the form that the store inserts. This is half of an import's
// work, so it can run in a worker thread.
import type { Account, PackedAccounts } from '#identity/identity-store.ts'
import type { createPrepare } from '#identity/prepare.ts'
import { entryOf } from '#identity/search-terms.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { asBytes } from '#store/chunks.ts'
import { createPacker } from '#store/encode-accounts.ts'
import { batchesOf } from './batches.ts'
import { readLine, reasonOf } from './format.ts'
import { notTaken } from './personal-data.ts'
import type { Line } from './read-lines.ts'

/** A refused line and why. */
export type RefusedLine = { readonly line: number; readonly reason: string }

/**
 * An encoded batch. `lines`: the line number of each account. `last`: the number of the batch's
 * last line, which may hold no account.
 */
export type EncodedBatch = {
  readonly accounts: PackedAccounts
  readonly lines: readonly number[]
  readonly refused: readonly RefusedLine[]
  /** What of a line is not taken, and why. */
  readonly notes: readonly RefusedLine[]
  readonly last: number
}

/**
 * Yields the lines after line number `after`, encoded in batches of at most `maxLines`. Throws any
 * error that is not caused by the content of a line.
 */
export type Encoding = (after: number, maxLines: number) => AsyncIterable<EncodedBatch>

export type EncodeParts = {
  readonly prepare: ReturnType<typeof createPrepare>['prepare']
  readonly schemas: () => IdentitySchemas
}

/**
 * Passwords hashed at the same time. Low, so that a running server on the same machine still has
 * capacity for sign-ins.
 */
const concurrency = 2

/** Creates the encoding of an input stream. */
export function createEncoding(parts: EncodeParts, from: AsyncIterable<Buffer | string>): Encoding {
  const pack = createEncoder(parts)
  return async function* (after, maxLines) {
    for await (const lines of batchesOf(from, after, maxLines)) yield await pack(lines)
  }
}

function createEncoder({ prepare, schemas }: EncodeParts) {
  return async (lines: readonly Line[]): Promise<EncodedBatch> => {
    const packer = createPacker(asBytes),
      ready = new Map<number, Account | undefined>(),
      packed: number[] = []
    const refused: RefusedLine[] = [],
      notes: RefusedLine[] = []
    let next = 0
    /**
     * Adds finished accounts in the order of their lines, so that of two conflicting ones the first
     * is stored.
     */
    const addInOrder = () => {
      for (; ready.has(next); next++) {
        const account = ready.get(next)
        ready.delete(next)
        if (!account) continue
        packer.add(account, entryOf(account, schemas().find(account.identity.schemaId)))
        packed.push(lines[next]?.number ?? 0)
      }
    }
    const remaining = lines.entries()
    const work = async () => {
      for (const [index, line] of remaining) {
        try {
          ready.set(index, await prepare(await readLine(line)))
          for (const reason of notTaken(line)) notes.push({ line: line.number, reason })
        } catch (error) {
          const reason = reasonOf(error)
          if (reason === undefined) throw error
          refused.push({ line: line.number, reason })
          ready.set(index, undefined)
        }
        addInOrder()
      }
    }
    await Promise.all(Array.from({ length: concurrency }, work))
    return {
      accounts: packer.finish(),
      lines: packed,
      refused,
      notes,
      last: lines.at(-1)?.number ?? 0,
    }
  }
}
