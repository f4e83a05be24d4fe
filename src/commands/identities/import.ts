// `pallas identities import`: identities from JSON lines.
import type { Administration } from '#identity/administration.ts'
import type { NewIdentity } from '#identity/prepare.ts'
import { readLine, reasonOf } from './format.ts'
import { linesOf, type Line } from './lines.ts'
import { openPlace } from './place.ts'
import { createReport } from './report.ts'

export type ImportRequest = {
  readonly from: AsyncIterable<Buffer | string>
  /** Where refused lines are told of. */
  readonly report: string
  /** Where it is kept how far the import has come, if it is to be kept. */
  readonly state: string | undefined
  readonly say: (sentence: string) => void
}

export type ImportCount = { readonly created: number; readonly there: number; readonly refused: number; readonly lines: number }

const batch = { lines: 500, characters: 8_000_000 }
const sayEveryMs = 1000

/**
 * Creates the identities that the lines describe, in batches, each identity wholly or not at all. An identity whose id or
 * external id is there already is passed over, so that the same file can be given again; with a state file, an import that
 * was stopped goes on after the last batch that was done.
 */
export async function importIdentities(administration: Administration, { from, report: reportFile, state, say }: ImportRequest): Promise<ImportCount> {
  const place = openPlace(state),
    report = createReport(reportFile, place.line > 0)
  let count: ImportCount = { created: 0, there: 0, refused: 0, lines: place.line }
  let said = Date.now()

  async function take(lines: readonly Line[]): Promise<void> {
    const { created, there } = await importBatch(administration, lines, report.refuse)
    const last = lines.at(-1)?.number ?? count.lines
    count = { created: count.created + created, there: count.there + there, refused: count.refused + lines.length - created - there, lines: last }
    place.keep(last)
    if (Date.now() - said < sayEveryMs) return
    said = Date.now()
    say(sentence(count))
  }

  let held: Line[] = [],
    characters = 0
  for await (const line of linesOf(from)) {
    if (line.number <= place.line) continue
    held.push(line)
    characters += 'text' in line ? line.text.length : 0
    if (held.length < batch.lines && characters < batch.characters) continue
    await take(held)
    held = []
    characters = 0
  }
  if (held.length > 0) await take(held)
  return count
}

export const sentence = ({ created, there, refused, lines }: ImportCount): string => `line ${lines}: ${created} created, ${there} there already, ${refused} refused`

async function importBatch(
  administration: Administration,
  lines: readonly Line[],
  refuse: (line: number, reason: string) => void,
): Promise<{ readonly created: number; readonly there: number }> {
  const wanted: { readonly line: number; readonly identity: NewIdentity }[] = []
  let there = 0
  for (const line of lines) {
    try {
      const identity = await readLine(line)
      if (await isThere(administration, identity)) there++
      else wanted.push({ line: line.number, identity })
    } catch (error) {
      refuse(line.number, expected(error))
    }
  }
  const results = await administration.createMany(wanted.map(({ identity }) => identity))
  for (const [index, result] of results.entries()) {
    if (result.kind === 'refused') refuse(wanted[index]?.line ?? 0, expected(result.error))
  }
  return { created: results.filter(({ kind }) => kind === 'created').length, there }
}

async function isThere(administration: Administration, { id, externalId }: NewIdentity): Promise<boolean> {
  return (id !== undefined && (await administration.isThere({ id }))) || (externalId !== undefined && (await administration.isThere({ externalId })))
}

/** Anything that is no fault of the line ends the import. */
function expected(error: unknown): string {
  const reason = reasonOf(error)
  if (reason === undefined) throw error
  return reason
}
