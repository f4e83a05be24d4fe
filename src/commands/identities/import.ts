// `pallas identities import`: identities from JSON lines.
import type { IdentityStore } from '#identity/identity-store.ts'
import { reasonOf } from './format.ts'
import { linesOf, type Line } from './lines.ts'
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

/** Lines with a password in clear text take long to hash; a batch has at most so many of them. */
const most = { lines: 50_000, bytes: 32_000_000, toHash: 200 }
/** Batches that are packed, or wait for it, while one is stored. */
const mostAhead = 2
const clearText = /"password"\s*:\s*"/
const sayEveryMs = 1000

/**
 * Creates the identities that the lines describe, in batches, each identity wholly or not at all. An identity whose id or
 * external id is there already is passed over, so that the same file can be given again; with a state file, an import that
 * was stopped goes on after the last batch that was done. While one batch is stored the next ones are packed.
 */
export async function importIdentities({ pack, identities }: ImportParts, { from, report: reportFile, state, say, batchLines = most.lines }: ImportRequest): Promise<ImportCount> {
  const place = openPlace(state),
    report = createReport(reportFile, place.line > 0)
  let count: ImportCount = { created: 0, there: 0, refused: 0, lines: place.line }
  let said = Date.now()
  const ahead: { readonly packed: Promise<Packed>; readonly last: number }[] = []

  /** What comes after a batch that failed is not stored, for an import goes on after the last one that was. */
  function giveUp(error: unknown): never {
    ahead.length = 0
    throw error
  }

  async function store(): Promise<void> {
    const next = ahead.shift()
    if (!next) return
    const { created, there, refused } = await next.packed.then((packed) => storeBatch(identities, packed)).catch(giveUp)
    for (const { line, reason } of refused) report.refuse(line, reason)
    count = { created: count.created + created, there: count.there + there, refused: count.refused + refused.length, lines: next.last }
    place.keep(next.last)
    if (Date.now() - said < sayEveryMs) return
    said = Date.now()
    say(sentence(count))
  }

  try {
    for await (const lines of batchesOf(from, place.line, batchLines)) {
      const packed = pack(lines)
      // NOTE it is waited for when the batches before are stored; until then its failure is nobody's
      packed.catch(() => undefined)
      ahead.push({ packed, last: lines.at(-1)?.number ?? count.lines })
      if (ahead.length > mostAhead) await store()
    }
  } finally {
    while (ahead.length > 0) await store()
  }
  return count
}

export const sentence = ({ created, there, refused, lines }: ImportCount): string => `line ${lines}: ${created} created, ${there} there already, ${refused} refused`

async function* batchesOf(from: AsyncIterable<Buffer | string>, after: number, batchLines: number): AsyncGenerator<readonly Line[]> {
  let held: Line[] = [],
    bytes = 0,
    toHash = 0
  for await (const lines of linesOf(from)) {
    for (const line of lines) {
      if (line.number <= after) continue
      held.push(line)
      if ('bytes' in line) {
        bytes += line.bytes.length
        if (clearText.test(line.bytes.toString('latin1'))) toHash++
      }
      if (held.length < batchLines && bytes < most.bytes && toHash < most.toHash) continue
      yield held
      held = []
      bytes = 0
      toHash = 0
    }
  }
  if (held.length > 0) yield held
}

async function storeBatch(identities: ImportParts['identities'], { accounts, lines, refused }: Packed): Promise<Pick<ImportCount, 'created' | 'there'> & Pick<Packed, 'refused'>> {
  const conflicts = await identities.insertPacked(accounts)
  const told = [...refused]
  let there = 0,
    created = 0
  for (const [index, conflict] of conflicts.entries()) {
    if (conflict === undefined) created++
    else if (conflict.subject === 'id' || conflict.subject === 'external-id') there++
    else told.push({ line: lines[index] ?? 0, reason: reasonOf(conflict) ?? conflict.message })
  }
  return { created, there, refused: told.toSorted((a, b) => a.line - b.line) }
}
