// The identity schemas, each beside the form it makes, in which values can be tried.
import type { Request, Route } from '#http/route.ts'
import type { ConsoleParts } from '../parts.ts'
import { refusals, Refused } from '../refusals.ts'
import type { Rows } from '../routes.ts'
import { tryTraits } from './try.ts'
import { listView, schemaView, type SchemaList } from './view.ts'

/** Nothing is changed by it. */
const byViewer = { role: 'viewer' } as const

export function schemasRoutes({ core }: ConsoleParts, rows: Rows): readonly Route[] {
  const readSchemaId = ({ params }: Pick<Request, 'params'>): string => params['id'] ?? ''
  function find(id: string) {
    const schema = core.schemas().find(id)
    if (!schema) throw new Refused('not-found', refusals.noSchema)
    return schema
  }
  return [
    rows.page(
      '/schemas',
      () => undefined,
      (): SchemaList => {
        const { list, defaultId } = core.schemas()
        return { all: list(), defaultId }
      },
      listView,
    ),
    rows.page('/schemas/:id', readSchemaId, find, (schema, context) =>
      schemaView(schema, undefined, context),
    ),
    rows.form(
      '/schemas/:id/try',
      ({ fields }, request) => ({ id: readSchemaId(request), fields }),
      async ({ id, fields }) => {
        const schema = find(id)
        return { schema, tried: await tryTraits(schema, fields) }
      },
      ({ schema, tried }, context) => ({
        status: tried.uses ? 200 : 400,
        page: schemaView(schema, tried, context),
      }),
      byViewer,
    ),
  ]
}
