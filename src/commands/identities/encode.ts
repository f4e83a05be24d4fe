// Lines of an import, made into what the store takes. This is half of the work, so it may run in a
// thread of its own.
import type { Account, PackedAccounts } from '#identity/identity-store.ts'
import type { createPrepare } from '#identity/prepare.ts'
import { entryOf } from '#identity/search-terms.ts'
import type { IdentitySchemas } from '#schema/identity-schema.ts'
import { asBytes } from '#store/chunks.ts'
import { createPacker } from '#store/encode-accounts.ts'
import { batchesOf } from './batches.ts'
import { readLine, reasonOf } from './format.ts'
import type { Line } from './read-lines.ts'

export type Refused = { readonly line: number; readonly reason: string }

/**
 * A batch. `lines`: which line each account stands in. `last`: the number of the last line, which
 * may hold none.
 */
export type Packed = {
  readonly accounts: PackedAccounts
  readonly lines: readonly number[]
  readonly refused: readonly Refused[]
  readonly last: number
}

/**
 * The lines behind a number, packed in batches of at most so many. Anything that is no fault of a
 * line is thrown.
 */
export type Encoding = (after: number, mostLines: number) => AsyncIterable<Packed>

export type EncodeParts = {
  readonly prepare: ReturnType<typeof createPrepare>['prepare']
  readonly schemas: () => IdentitySchemas
}

/** So many passwords are hashed at once, so that people who sign in meanwhile get their turn. */
const atOnce = 2

export function createEncoding(parts: EncodeParts, from: AsyncIterable<Buffer | string>): Encoding {
  const pack = createPack(parts)
  return async function* (after, mostLines) {
    for await (const lines of batchesOf(from, after, mostLines)) yield await pack(lines)
  }
}

function createPack({ prepare, schemas }: EncodeParts) {
  return async (lines: readonly Line[]): Promise<Packed> => {
    const packer = createPacker(asBytes),
      ready = new Map<number, Account | undefined>(),
      packed: number[] = []
    const refused: Refused[] = []
    let next = 0
    /**
     * Takes up what is ready in the order of the lines, so that of two that are in each other's way
     * the first is stored.
     */
    const takeUp = () => {
      for (; ready.has(next); next++) {
        const account = ready.get(next)
        ready.delete(next)
        if (!account) continue
        packer.add(account, entryOf(account, schemas().find(account.identity.schemaId)))
        packed.push(lines[next]?.number ?? 0)
      }
    }
    const left = lines.entries()
    const work = async () => {
      for (const [index, line] of left) {
        try {
          ready.set(index, await prepare(await readLine(line)))
        } catch (error) {
          const reason = reasonOf(error)
          if (reason === undefined) throw error
          refused.push({ line: line.number, reason })
          ready.set(index, undefined)
        }
        takeUp()
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return { accounts: packer.finish(), lines: packed, refused, last: lines.at(-1)?.number ?? 0 }
  }
}
