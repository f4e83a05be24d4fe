// `pallas identities import`: creates identities from JSON lines.
import { record } from '#audit/record.ts'
import type { IdentityStore } from '#identity/identity-store.ts'
import { reasonOf } from './format.ts'
import type { EncodedBatch, Encoding } from './encode.ts'
import { openCheckpoint } from './checkpoint.ts'
import { createReport } from './report.ts'

export type ImportParts = {
  readonly encoding: Encoding
  readonly identities: Pick<IdentityStore, 'insertPacked'>
}

export type ImportRequest = {
  /** File that lists refused lines. */
  readonly report: string
  /** Checkpoint file; undefined: progress is not saved. */
  readonly state: string | undefined
  readonly onProgress: (summary: string) => void
  /** Called for what of a line is not taken. */
  readonly onNote?: (note: string) => void
  /** Lines of a batch, at most. */
  readonly batchLines?: number
}

/** Progress of an import. `lines`: number of the last line done. */
export type ImportCount = {
  readonly created: number
  readonly existing: number
  readonly refused: number
  readonly lines: number
}

/** Lines of a batch, by default. */
export const defaultBatchLines = 50_000
const progressIntervalMs = 1000

/**
 * Creates the described identities in batches. Each identity is stored completely or not at all. An
 * identity whose id or external id already exists is skipped, so the same file can be imported
 * again. With a checkpoint file an interrupted import resumes after the last finished batch. A
 * failed batch ends the import.
 */
export async function importIdentities(
  { encoding, identities }: ImportParts,
  { report: reportFile, state, onProgress, onNote, batchLines = defaultBatchLines }: ImportRequest,
): Promise<ImportCount> {
  const checkpoint = openCheckpoint(state),
    report = createReport(reportFile, checkpoint.line > 0)
  let count: ImportCount = { created: 0, existing: 0, refused: 0, lines: checkpoint.line }
  let reportedAt = Date.now()
  for await (const batch of encoding(checkpoint.line, batchLines)) {
    const { created, existing, refused } = await storeBatch(identities, batch)
    if (created > 0)
      await record({ action: 'identities.imported', target: { kind: 'server' }, count: created })
    for (const { line, reason } of refused) report.refuse(line, reason)
    for (const { line, reason } of batch.notes) onNote?.(`line ${line}: not taken: ${reason}`)
    count = {
      created: count.created + created,
      existing: count.existing + existing,
      refused: count.refused + refused.length,
      lines: batch.last,
    }
    checkpoint.save(batch.last)
    if (Date.now() - reportedAt < progressIntervalMs) continue
    reportedAt = Date.now()
    onProgress(summaryOf(count))
  }
  return count
}

/** One line about the progress, for standard error. */
export const summaryOf = ({ created, existing, refused, lines }: ImportCount): string =>
  `line ${lines}: ${created} created, ${existing} already existing, ${refused} refused`

async function storeBatch(
  identities: ImportParts['identities'],
  { accounts, lines, refused }: EncodedBatch,
): Promise<Pick<ImportCount, 'created' | 'existing'> & Pick<EncodedBatch, 'refused'>> {
  const conflicts = await identities.insertPacked(accounts)
  const allRefused = [...refused]
  let existing = 0,
    created = 0
  for (const [index, conflict] of conflicts.entries()) {
    if (conflict === undefined) created++
    else if (conflict.subject === 'id' || conflict.subject === 'external-id') existing++
    else
      allRefused.push({ line: lines[index] ?? 0, reason: reasonOf(conflict) ?? conflict.message })
  }
  return { created, existing, refused: allRefused.toSorted((a, b) => a.line - b.line) }
}
