// Imports people from a file: first a report of what would be made, then the import and its report.
import type { Words } from '#pages/html.ts'
import { reasonOf } from '#commands/identities/format.ts'
import type { Route } from '#http/route.ts'
import type { BatchResult } from '#identity/batch.ts'
import { Conflict, type Account } from '#identity/identity-store.ts'
import { explainedError } from '../languages/explained.ts'
import type { ConsoleParts } from '../parts.ts'
import type { Rows } from '../routes.ts'
import { fileIn, readFile, type ImportFile, type ImportLine } from './read.ts'
import { refusedView, reportView, type Report } from './report-view.ts'
import { uploadView } from './upload-view.ts'

type Outcome =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'refused'; readonly reason: Words; readonly command: string | undefined }

export function importPeopleRoutes({ core }: ConsoleParts, rows: Rows): readonly Route[] {
  const { attemptMany, createMany } = core.administration

  const run =
    (step: Report['step'], batch: typeof createMany) =>
    async (file: ImportFile | undefined): Promise<Outcome> => {
      const read = await readFile(file)
      if (read.kind === 'refused' || !file)
        return {
          kind: 'refused',
          reason: read.kind === 'refused' ? read.reason : '',
          command: read.kind === 'refused' && read.forCommand ? file?.name : undefined,
        }
      const results = await batch(read.lines.map(({ wanted }) => wanted))
      return { kind: 'report', report: { step, file, ...reportOf(read.lines, results) } }
    }

  return [
    rows.page(
      '/people/import',
      () => undefined,
      () => undefined,
      (_nothing, { token }) => uploadView(token),
      { role: 'admin' },
    ),
    ...(
      [
        ['/people/import/check', 'check', attemptMany],
        ['/people/import', 'import', createMany],
      ] as const
    ).map(([path, step, batch]) =>
      rows.form(path, fileIn, run(step, batch), (outcome, { token }) =>
        outcome.kind === 'report'
          ? { status: 200, page: reportView(outcome.report, token) }
          : { status: 400, page: refusedView(outcome) },
      ),
    ),
  ]
}

function reportOf(
  lines: readonly ImportLine[],
  results: readonly BatchResult[],
): Pick<Report, 'made' | 'existing' | 'wrong'> {
  const made: { line: number; account: Account }[] = [],
    wrong: { line: number; reason: Words }[] = []
  let existing = 0
  for (const [at, one] of lines.entries()) {
    const result = results[at]
    if (one.wanted === undefined) wrong.push(one)
    else if (result?.kind === 'created') made.push({ line: one.line, account: result.account })
    else if (result?.kind === 'refused') {
      // NOTE as the command counts them, so that a file can be imported again
      if (isThere(result.error)) existing++
      else wrong.push({ line: one.line, reason: explainedError(result.error, sentenceOf) })
    }
  }
  return { made, existing, wrong }
}

/** NOTE what is no fault of the line was thrown before */
const sentenceOf: typeof reasonOf = (error, render) =>
  reasonOf(error, render) ?? (error instanceof Error ? error.message : undefined)

const isThere = (error: unknown): boolean =>
  error instanceof Conflict && (error.subject === 'id' || error.subject === 'external-id')
