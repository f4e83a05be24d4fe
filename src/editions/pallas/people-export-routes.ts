// The export of people, an admin operation of this server's own API.
import type { Core } from '#core.ts'
import { queryValue, route, type Request, type Route } from '#http/route.ts'
import { choice } from '#lib/json-schema.ts'
import type { Places } from '../edition.ts'
import { badRequest } from '../shared/fields.ts'
import { ref } from '../shared/json-schema.ts'
import { exportFormats, exportText, exportTypes } from '../shared/v26/people-export.ts'
import { readSearchQuery } from './read-search.ts'
import { searchQuery } from './search-document.ts'

/** Everybody whom a search finds, in one answer. */
export const peopleExportRoutes = ({
  core: { peopleExport, schemas },
  places,
}: {
  readonly core: Pick<Core, 'peopleExport' | 'schemas'>
  readonly places: () => Places
}): readonly Route[] => [
  route(
    'GET',
    '/identities/export',
    readExport,
    async ({ format, ...wanted }) => ({ format, pages: await peopleExport.begin(wanted) }),
    ({ format, pages }) => ({
      status: 200,
      body: {
        pieces: exportText(pages, format, {
          publicUrl: places().publicUrl,
          schemas: schemas(),
        }),
        type: exportTypes[format],
      },
    }),
    {
      document: {
        id: 'exportIdentities',
        summary: 'Everybody whom a search finds as lines of JSON or as CSV, without secrets',
        tag: 'identity',
        query: { ...searchQuery, format: choice(...exportFormats) },
        responses: { 200: 'The lines', 400: ref('errorGeneric') },
      },
    },
  ),
]

function readExport(request: Request) {
  const { format: _format, ...query } = request.query
  const given = queryValue(request, 'format') || 'jsonl'
  const format = exportFormats.find((one) => one === given)
  if (format === undefined)
    throw badRequest(`The format must be one of ${exportFormats.join(', ')}.`)
  const { search, order, consistency } = readSearchQuery({ ...request, query })
  return { search, order, consistency, format }
}
