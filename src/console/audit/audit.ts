// The audit trail: list, one entry, export, verification.
import type { AuditPage } from '#audit/administration.ts'
import type { ChainedEntry } from '#audit/entry.ts'
import { exportFormats, exportLines, exportTypes } from '#audit/present.ts'
import { queryValue, type Request, type Route } from '#http/route.ts'
import type { Reply } from '#http/reply.ts'
import { toRfc3339, type Timestamp } from '#lib/time.ts'
import type { ConsoleParts } from '../parts.ts'
import type { Rows } from '../routes.ts'
import { namesIn } from './names.ts'
import type { PeopleNames } from '../people/link.ts'
import { readFilters, type AuditQuery } from './read.ts'
import { entryView } from './entry-view.ts'
import { auditView } from './view.ts'
import { verificationView } from './verification-view.ts'

const pageSize = 50
const mostExported = 10_000

export function auditRoutes(parts: ConsoleParts, rows: Rows): readonly Route[] {
  const { audit, core, clock } = parts
  const withNames = async (
    entry: ChainedEntry,
  ): Promise<{ readonly entry: ChainedEntry; readonly names: PeopleNames }> => ({
    entry,
    names: await namesIn([entry], core),
  })
  return [
    rows.page(
      '/audit',
      (request) => ({ query: queryOf(request), after: queryValue(request, 'after') }),
      async ({ query, after }) => {
        const { shown, last } = await audit.list(query.filter, { limit: pageSize, after })
        return {
          query,
          shown,
          names: await namesIn(shown, core),
          isFirst: after === undefined,
          next: last,
          now: clock(),
          mostExported,
        }
      },
      auditView,
    ),
    rows.page('/audit/verification', () => undefined, audit.verify, verificationView),
    rows.page(
      '/audit/:id',
      ({ params }) => ({ id: params['id'] ?? '' }),
      async (input) => withNames(await audit.find(input)),
      entryView,
    ),
    rows.form(
      '/audit/export',
      (sent) => ({
        query: readFilters((name) => sent.text(name)),
        format: exportFormats.find((one) => one === sent.text('format')) ?? 'jsonl',
      }),
      async ({ query, format }) => ({
        format,
        found: await audit.export(query.filter, { limit: mostExported, after: undefined }),
        at: clock(),
      }),
      exportReply,
      // NOTE as in the API, where an export is a GET
      { role: 'viewer' },
    ),
  ]
}

const queryOf = (request: Request): AuditQuery => readFilters((name) => queryValue(request, name))

/** A file to be saved. Its name says where there is more. */
function exportReply({
  format,
  found: { shown, last },
  at,
}: {
  readonly format: (typeof exportFormats)[number]
  readonly found: AuditPage
  readonly at: Timestamp
}): Reply {
  const day = toRfc3339(at).slice(0, 10)
  const name = `audit-${day}${last === undefined ? '' : `-newest-${mostExported}`}.${format}`
  return {
    status: 200,
    headers: { 'content-disposition': `attachment; filename="${name}"` },
    body: {
      raw: exportLines(shown, format, true)
        .map((line) => `${line}\n`)
        .join(''),
      type: exportTypes[format],
    },
  }
}
