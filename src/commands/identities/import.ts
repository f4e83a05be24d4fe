// `pallas identities import`: identities from JSON lines.
import type { IdentityStore } from '#identity/identity-store.ts'
import { batchesOf } from './batches.ts'
import { reasonOf } from './format.ts'
import type { Pack, Packed } from './pack.ts'
import { openPlace } from './place.ts'
import { createReport } from './report.ts'

export type ImportParts = { readonly pack: Pack; readonly identities: Pick<IdentityStore, 'insertPacked'> }

export type ImportRequest = {
  readonly from: AsyncIterable<Buffer | string>
  /** Where refused lines are told of. */
  readonly report: string
  /** Where it is kept how far the import has come, if it is to be kept. */
  readonly state: string | undefined
  readonly say: (sentence: string) => void
  /** Lines of a batch, at most. */
  readonly batchLines?: number
}

export type ImportCount = { readonly created: number; readonly there: number; readonly refused: number; readonly lines: number }

/** A batch that is being packed, and the number of its last line. */
type Ahead = { readonly packed: Promise<readonly Packed[]>; readonly last: number }

/** Lines that are stored together. */
export const usualBatch = 50_000
/** Batches that are packed, or wait for it, while one is stored. */
const mostAhead = 2
const sayEveryMs = 1000

/**
 * Creates the identities that the lines describe, in batches, each identity wholly or not at all. An identity whose id or
 * external id is there already is passed over, so that the same file can be given again; with a state file, an import that
 * was stopped goes on after the last batch that was done. While one batch is stored the next ones are packed.
 */
export async function importIdentities({ pack, identities }: ImportParts, { from, report: reportFile, state, say, batchLines = usualBatch }: ImportRequest): Promise<ImportCount> {
  const place = openPlace(state),
    report = createReport(reportFile, place.line > 0)
  let count: ImportCount = { created: 0, there: 0, refused: 0, lines: place.line }
  let said = Date.now()
  const ahead: Ahead[] = []

  async function store(): Promise<void> {
    const next = ahead.shift()
    if (!next) return
    try {
      await storeNext(next)
    } catch (error) {
      // NOTE what comes after a batch that failed is not stored, for an import goes on after the last one that was
      ahead.length = 0
      throw error
    }
  }

  async function storeNext(next: Ahead): Promise<void> {
    const { created, there, refused } = await storeBatch(identities, await next.packed)
    for (const { line, reason } of refused) report.refuse(line, reason)
    count = { created: count.created + created, there: count.there + there, refused: count.refused + refused.length, lines: next.last }
    place.keep(next.last)
    if (Date.now() - said < sayEveryMs) return
    said = Date.now()
    say(sentence(count))
  }

  try {
    for await (const pieces of batchesOf(from, place.line, batchLines)) {
      const packed = Promise.all(pieces.map(pack))
      // NOTE it is waited for when the batches before are stored; until then its failure is nobody's
      packed.catch(() => undefined)
      ahead.push({ packed, last: pieces.at(-1)?.at(-1)?.number ?? count.lines })
      if (ahead.length > mostAhead) await store()
    }
  } finally {
    while (ahead.length > 0) await store()
  }
  return count
}

export const sentence = ({ created, there, refused, lines }: ImportCount): string => `line ${lines}: ${created} created, ${there} there already, ${refused} refused`

async function storeBatch(identities: ImportParts['identities'], pieces: readonly Packed[]): Promise<Pick<ImportCount, 'created' | 'there'> & Pick<Packed, 'refused'>> {
  const conflicts = await identities.insertPacked(pieces.map(({ accounts }) => accounts))
  const lines = pieces.flatMap((piece) => piece.lines),
    told = pieces.flatMap(({ refused }) => refused)
  let there = 0,
    created = 0
  for (const [index, conflict] of conflicts.entries()) {
    if (conflict === undefined) created++
    else if (conflict.subject === 'id' || conflict.subject === 'external-id') there++
    else told.push({ line: lines[index] ?? 0, reason: reasonOf(conflict) ?? conflict.message })
  }
  return { created, there, refused: told.toSorted((a, b) => a.line - b.line) }
}
