import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openApi } from './openapi.ts'
import { route, type RouteDocument } from './route.ts'
import { nothing } from './reply.ts'

const info = {
  title: 'Test',
  version: '1',
  description: 'For a test',
  schemas: {
    Thing: { type: 'object', properties: { part: { $ref: '#/components/schemas/Part' } } },
    Part: { type: 'string' },
    Unused: { type: 'string' },
  },
}
const row = (path: string, document?: Partial<RouteDocument>) =>
  route(
    ['PUT', 'GET'],
    path,
    () => undefined,
    () => undefined,
    () => nothing(204),
    document
      ? {
          document: {
            id: 'doIt',
            summary: 'Does it',
            tag: 'things',
            responses: { 204: 'Done' },
            ...document,
          },
        }
      : {},
  )
const of = (...rows: readonly ReturnType<typeof row>[]): any =>
  openApi(info, rows, 'http://example.org/api')

test('a route with a document becomes an operation of its first method', () =>
  assert.deepEqual(Object.keys(of(row('/things', {})).paths['/things']), ['put']))

test('a route without a document is left out', () => assert.deepEqual(of(row('/things')).paths, {}))

test('path parameters are taken from the path', () => {
  const operation = of(
    row('/things/:id', { query: { size: { type: 'integer', description: 'How many' } } }),
  ).paths['/things/{id}'].put
  assert.deepEqual(operation.parameters, [
    { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'size', in: 'query', description: 'How many', schema: { type: 'integer' } },
  ])
})

test('only referenced schemas are included, with those that they reference', () => {
  assert.deepEqual(
    Object.keys(
      of(row('/things', { body: { $ref: '#/components/schemas/Thing' } })).components.schemas,
    ),
    ['Part', 'Thing'],
  )
})

test('a response is a schema or a description', () => {
  const { responses } = of(
    row('/things', { responses: { 200: { $ref: '#/components/schemas/Part' }, 204: 'Done' } }),
  ).paths['/things'].put
  assert.deepEqual(responses, {
    200: {
      description: 'Part',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Part' } } },
    },
    204: { description: 'Done' },
  })
})
