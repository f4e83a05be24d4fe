// The list of people: search, filters, columns, order, pages, export.
import { exportFormats, exportText, exportTypes } from '#editions/newest.ts'
import type { Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { refusals, Refused } from '../refusals.ts'
import type { Rows } from '../routes.ts'
import { orderOf, positionText, readFilter, readPeopleQuery, searchOf } from './read.ts'
import { peopleView } from './view.ts'

const pageSize = 50

export function peopleRoutes(
  { core, clock, settings }: ConsoleParts,
  { page, form }: Rows,
): readonly Route[] {
  return [
    page(
      '/people',
      readPeopleQuery,
      async (query) => {
        const { found, next, count, complete } = await core.identitySearch.find({
          search: searchOf(query),
          order: orderOf(query),
          page: { limit: pageSize, ...(query.after ? { after: query.after } : {}) },
          // NOTE only the first page counts
          count: query.after ? 'none' : 'estimated',
        })
        const { list } = core.schemas()
        return {
          query,
          found,
          next: next && positionText(next),
          count,
          complete,
          schemaIds: list().map(({ id }) => id),
          now: clock(),
        }
      },
      peopleView,
    ),
    // NOTE a form, though it only reads: an export is recorded, and no other page may cause one
    form(
      '/people/export',
      (sent) => {
        const format = exportFormats.find((one) => one === sent.text('format'))
        if (format === undefined) throw new Refused('bad-request', refusals.noFormat)
        return { format, filter: readFilter(sent.text) }
      },
      async ({ format, filter }) => ({
        format,
        pages: await core.peopleExport.begin({
          search: searchOf(filter),
          order: orderOf(filter),
        }),
      }),
      ({ format, pages }) => ({
        status: 200,
        headers: { 'content-disposition': `attachment; filename="people.${format}"` },
        body: {
          pieces: exportText(pages, format, {
            publicUrl: settings().publicUrl,
            schemas: core.schemas(),
          }),
          type: exportTypes[format],
        },
      }),
      { role: 'viewer' },
    ),
  ]
}
