// Builds an OpenAPI 3.0.3 document (https://spec.openapis.org/oas/v3.0.3) from the route table.
import type { Route, RouteDocument } from './route.ts'

/** General information of an OpenAPI document. */
export type ApiInfo = {
  readonly title: string
  /** Version of the API, not of the server. */
  readonly version: string
  readonly description: string
  /** Component schemas, by name. */
  readonly schemas: Readonly<Record<string, object>>
}

/**
 * An OpenAPI document of all routes with a `document`. A route with several methods is documented
 * under its first one. `serverUrl`: the URL that paths are relative to.
 */
export function openApi(
  { title, version, description, schemas }: ApiInfo,
  routes: readonly Route[],
  serverUrl: string,
): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const { path, methods, options } of routes) {
    const method = methods[0]?.toLowerCase()
    if (!options.document || method === undefined) continue
    const at = (paths[templateOf(path)] ??= {})
    at[method] ??= operation(options.document, path)
  }
  return {
    openapi: '3.0.3',
    info: { title, version, description },
    servers: [{ url: serverUrl }],
    paths,
    components: { schemas: referencedSchemas(schemas, JSON.stringify(paths)) },
  }
}

const templateOf = (path: string): string => path.replaceAll(/:([A-Za-z_]+)/g, '{$1}')

function operation(
  { id, summary, tag, query = {}, headers = {}, body, takes, responses }: RouteDocument,
  path: string,
): object {
  const parameters = [
    ...[...path.matchAll(/:([A-Za-z_]+)/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
    })),
    ...Object.entries(query).map(([name, schema]) => parameter('query', name, schema)),
    ...Object.entries(headers).map(([name, schema]) => parameter('header', name, schema)),
  ]
  const json = { 'application/json': { schema: body } },
    form = { 'application/x-www-form-urlencoded': { schema: body } }
  const isSentByForms = path.startsWith('/self-service/') && !path.includes('/api')
  const content = takes === 'form' ? form : { ...json, ...(isSentByForms ? form : {}) }
  return {
    operationId: id,
    summary,
    tags: [tag],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content } } : {}),
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, what]) => [status, response(what)]),
    ),
  }
}

function parameter(place: 'query' | 'header', name: string, schema: object): object {
  const { description, ...rest } = schema as { readonly description?: string }
  return { name, in: place, ...(description === undefined ? {} : { description }), schema: rest }
}

function response(what: object | string): object {
  return typeof what === 'string'
    ? { description: what }
    : { description: nameOf(what), content: { 'application/json': { schema: what } } }
}

function nameOf(schema: object): string {
  const { $ref, items } = schema as { readonly $ref?: string; readonly items?: object }
  return $ref?.split('/').at(-1) ?? (items ? `List of ${nameOf(items)}` : 'JSON')
}

/** The schemas that the text refers to, and those that they refer to in turn. */
function referencedSchemas(
  schemas: ApiInfo['schemas'],
  text: string,
): Readonly<Record<string, object>> {
  const found: Record<string, object> = {}
  const visit = (json: string): void => {
    for (const [, name = ''] of json.matchAll(/"#\/components\/schemas\/([A-Za-z0-9]+)"/g)) {
      const schema = schemas[name]
      if (!schema || found[name]) continue
      found[name] = schema
      visit(JSON.stringify(schema))
    }
  }
  visit(text)
  return Object.fromEntries(
    Object.keys(found)
      .toSorted()
      .map((name) => [name, found[name] as object]),
  )
}
