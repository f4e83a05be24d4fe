// `pallas identities import`: identities from JSON lines.
import type { IdentityStore } from '#identity/identity-store.ts'
import { reasonOf } from './format.ts'
import type { Packed, Encoding } from './encode.ts'
import { openCheckpoint } from './checkpoint.ts'
import { createReport } from './report.ts'

export type ImportParts = {
  readonly packing: Encoding
  readonly identities: Pick<IdentityStore, 'insertPacked'>
}

export type ImportRequest = {
  /** Where refused lines are told of. */
  readonly report: string
  /** Where it is kept how far the import has come, if it is to be kept. */
  readonly state: string | undefined
  readonly say: (sentence: string) => void
  /** Lines of a batch, at most. */
  readonly batchLines?: number
}

export type ImportCount = {
  readonly created: number
  readonly there: number
  readonly refused: number
  readonly lines: number
}

/** Lines that are stored together. */
export const usualBatch = 50_000
const sayEveryMs = 1000

/**
 * Creates the identities that the lines describe, in batches, each identity wholly or not at all.
 * An identity whose id or external id is there already is passed over, so that the same file can be
 * given again; with a state file, an import that was stopped goes on after the last batch that was
 * done. Nothing that comes after a batch that failed is stored.
 */
export async function importIdentities(
  { packing, identities }: ImportParts,
  { report: reportFile, state, say, batchLines = usualBatch }: ImportRequest,
): Promise<ImportCount> {
  const place = openCheckpoint(state),
    report = createReport(reportFile, place.line > 0)
  let count: ImportCount = { created: 0, there: 0, refused: 0, lines: place.line }
  let said = Date.now()
  for await (const packed of packing(place.line, batchLines)) {
    const { created, there, refused } = await storeBatch(identities, packed)
    for (const { line, reason } of refused) report.refuse(line, reason)
    count = {
      created: count.created + created,
      there: count.there + there,
      refused: count.refused + refused.length,
      lines: packed.last,
    }
    place.keep(packed.last)
    if (Date.now() - said < sayEveryMs) continue
    said = Date.now()
    say(sentence(count))
  }
  return count
}

export const sentence = ({ created, there, refused, lines }: ImportCount): string =>
  `line ${lines}: ${created} created, ${there} there already, ${refused} refused`

async function storeBatch(
  identities: ImportParts['identities'],
  { accounts, lines, refused }: Packed,
): Promise<Pick<ImportCount, 'created' | 'there'> & Pick<Packed, 'refused'>> {
  const conflicts = await identities.insertPacked(accounts)
  const allRefused = [...refused]
  let there = 0,
    created = 0
  for (const [index, conflict] of conflicts.entries()) {
    if (conflict === undefined) created++
    else if (conflict.subject === 'id' || conflict.subject === 'external-id') there++
    else
      allRefused.push({ line: lines[index] ?? 0, reason: reasonOf(conflict) ?? conflict.message })
  }
  return { created, there, refused: allRefused.toSorted((a, b) => a.line - b.line) }
}
