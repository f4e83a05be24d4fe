import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { SchemaFaults } from '#schema/faults.ts'
import { loadSchemas, type LoadParts } from '#schema/load.ts'

const raw = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  properties: {
    traits: { type: 'object', properties: { email: { type: 'string', format: 'email' } } },
  },
}
const base64 = (value: unknown) =>
  `base64://${Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')}`
const source = (id: string, url: string, selfserviceSelectable = false) => ({
  id,
  url,
  selfserviceSelectable,
})
const load = (sources: LoadParts['sources'], more: Partial<LoadParts> = {}) =>
  loadSchemas({
    sources,
    defaultId: sources[0]?.id ?? 'none',
    fetch,
    readFile: (path) => readFile(path),
    maxBytes: 10_000,
    timeoutMs: 300,
    ...more,
  })
const faults = async (
  sources: LoadParts['sources'],
  more: Partial<LoadParts> = {},
): Promise<readonly string[]> => {
  const error = await load(sources, more).then(
    () => assert.fail('was loaded'),
    (e: unknown) => e,
  )
  assert.ok(error instanceof SchemaFaults)
  return error.faults.map((f) => `${f.schemaId} ${f.pointer} ${f.reason}`)
}

const answers: Record<string, RequestListener> = {
  '/good': (_, res) => void res.end(JSON.stringify(raw)),
  '/missing': (_, res) => void res.writeHead(404).end(),
  '/slow': () => undefined,
  '/stalled': (_, res) => void res.write('{'),
  '/endless': (_, res) => {
    const more = () => void (res.destroyed || res.write(' '.repeat(4096), () => setImmediate(more)))
    more()
  },
  '/cut': (_, res) =>
    void res.writeHead(200, { 'content-length': 1000 }).write('{', () => res.destroy()),
}

describe('loadSchemas', () => {
  const server = createServer((req, res) => answers[req.url ?? '']?.(req, res))
  let base = '',
    folder = ''
  before(async () => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    folder = await mkdtemp(join(tmpdir(), 'schema '))
  })
  after(async () => {
    server.closeAllConnections()
    server.close()
    await rm(folder, { recursive: true })
  })

  test('schemas come from files, the network and base64, in the order of the configuration', async () => {
    const path = join(folder, 'ü.json')
    await writeFile(path, JSON.stringify(raw))
    const schemas = await load(
      [
        source('file', `file://${encodeURI(path)}`),
        source('net', `${base}/good`, true),
        source('base', base64(raw)),
      ],
      { defaultId: 'net' },
    )
    assert.deepEqual(
      schemas.list().map((s) => [s.id, s.selfserviceSelectable]),
      [
        ['file', false],
        ['net', true],
        ['base', false],
      ],
    )
    assert.equal(schemas.defaultId, 'net')
    assert.deepEqual(schemas.find('net')?.raw, raw)
    assert.equal(schemas.find('constructor'), undefined)
  })
  test('the faults of all schemas are told at once, each with its schema and place', async () => {
    const found = await faults(
      [
        source(
          'one',
          base64({
            ...raw,
            properties: { traits: { properties: { a: { $ref: 'urn:example:a' } } } },
          }),
        ),
        source('two', base64('{')),
        source('three', 'ftp://example.org/'),
        source('two', base64(raw)),
        source('four', 'base64://%%%'),
      ],
      { defaultId: 'five' },
    )
    assert.deepEqual(found, [
      'one /properties/traits/properties/a/$ref must point into this document, or to one at file://, http://, https:// or base64://',
      'two  is not JSON in UTF-8',
      'three  must begin with file://, http://, https:// or base64://',
      'four  is not base64',
      'two  there is more than one of this name',
      'five  is the default, but there is none of this name',
    ])
  })
  test('a source that is missing, slow, cut off or too long is a fault, when its time is over', async (t) => {
    const limits = t.mock.method(AbortSignal, 'timeout')
    const found = await faults(
      ['missing', 'slow', 'stalled', 'endless', 'cut']
        .map((path) => source(path, `${base}/${path}`))
        .concat(
          source('file', `file://${folder}/none.json`),
          source('long', base64(' '.repeat(10_001))),
        ),
    )
    assert.deepEqual(
      found.map((fault) => fault.split(' ')[0]),
      ['missing', 'slow', 'stalled', 'endless', 'cut', 'file', 'long'],
    )
    assert.match(found[0] ?? '', /status 404/)
    assert.match(found[1] ?? '', /timeout/)
    assert.match(found[2] ?? '', /timeout/)
    assert.match(found[3] ?? '', /longer than 10000 bytes/)
    assert.match(found[6] ?? '', /longer than 10000 bytes/)
    assert.deepEqual(
      limits.mock.calls.map(({ arguments: [ms] }) => ms),
      [300, 300, 300, 300, 300],
    )
  })
})
