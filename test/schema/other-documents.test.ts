// Identity schemas that refer to other documents, and traits whose use says more than their format.
import assert from 'node:assert/strict'
import { writeFileSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { createGuardedFetch } from '#outgoing/guarded-fetch.ts'
import type { JsonObject } from '#lib/json.ts'
import { SchemaFaults } from '#schema/faults.ts'
import { loadSchemas } from '#schema/load.ts'

const folder = mkdtempSync(join(tmpdir(), 'pallas-references-'))
const base64 = (value: unknown) =>
  `base64://${Buffer.from(JSON.stringify(value)).toString('base64')}`
const extension = (block: object) => ({ 'ory.sh/kratos': block })
const email = {
  type: 'string',
  format: 'email',
  title: 'Mail',
  ...extension({
    credentials: { password: { identifier: true } },
    verification: { via: 'email' },
  }),
}
/** A document that is referred to, and refers to itself and to another. */
const common = {
  $id: 'https://example.org/common.json',
  $schema: 'http://json-schema.org/draft-07/schema#',
  definitions: {
    email,
    'a/b~c d': { $ref: '#/definitions/email' },
    name: { $anchor: 'name', type: 'string', maxLength: 5 },
    further: { $ref: 'more.json#/name' },
  },
}
const more = { name: { type: 'string', minLength: 3 } }

const person = (traits: object, others: object = {}) => ({
  ...others,
  properties: { traits: { type: 'object', properties: traits } },
})
type Options = { readonly url?: string; readonly disallowed?: boolean; readonly blocked?: boolean }

async function load(document: unknown, { url, disallowed = false, blocked = false }: Options = {}) {
  const file = join(folder, 'person.json')
  writeFileSync(file, JSON.stringify(document))
  const schemas = await loadSchemas({
    sources: [{ id: 'a', url: url ?? `file://${file}`, selfserviceSelectable: false }],
    defaultId: 'a',
    allowsReferences: !disallowed,
    fetch: createGuardedFetch({
      settings: () => ({ disallowPrivateNetworks: blocked, privateNetworkExceptions: [] }),
    }),
    readFile,
    maxBytes: 20_000,
    timeoutMs: 300,
  })
  const schema = schemas.find('a')
  assert.ok(schema)
  return schema
}
const faults = async (document: unknown, options?: Options) => {
  try {
    await load(document, options)
    return ''
  } catch (error) {
    if (error instanceof SchemaFaults) return error.message
    throw error
  }
}

describe('identity schemas', () => {
  after(() => rmSync(folder, { recursive: true, force: true }))

  describe('references to other documents', () => {
    let base = ''
    let calls = 0
    const server = createServer((request, response) => {
      calls++
      if (request.url === '/slow') return
      if (request.url === '/large') return void response.end(JSON.stringify('x'.repeat(30_000)))
      if (request.url === '/broken') return void response.end('{')
      if (request.url === '/to-file')
        return void response.end(JSON.stringify({ $ref: `file://${folder}/common.json` }))
      const chain = /^\/chain\/(\d+)$/.exec(request.url ?? '')?.[1]
      if (chain !== undefined)
        return void response.end(JSON.stringify({ $ref: `${base}/chain/${Number(chain) + 1}` }))
      const document =
        request.url === '/common.json' ? common : request.url === '/more.json' ? more : undefined
      if (document === undefined) response.statusCode = 404
      response.end(JSON.stringify(document ?? {}))
    })
    before(async () => {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      base = `http://127.0.0.1:${(server.address() as { port: number }).port}`
      writeFileSync(join(folder, 'common.json'), JSON.stringify(common))
      writeFileSync(join(folder, 'more.json'), JSON.stringify(more))
    })
    after(() => {
      server.closeAllConnections()
      server.close()
    })

    const places: readonly (readonly [name: string, at: () => string])[] = [
      ['a file', () => `file://${folder}/common.json`],
      ['the network', () => `${base}/common.json`],
      ['the file beside it', () => 'common.json'],
      [
        'the reference itself',
        () => base64({ ...common, definitions: { ...common.definitions, further: more.name } }),
      ],
    ]
    for (const [name, at] of places)
      test(`are loaded from ${name}, and what stands there counts`, async () => {
        const document = person({
          email: { $ref: `${at()}#/definitions/email` },
          again: { $ref: `${at()}#/definitions/a~1b~0c%20d` },
          name: { $ref: `${at()}#name` },
          further: { $ref: `${at()}#/definitions/further` },
        })
        const schema = await load(document)
        assert.deepEqual(schema.raw, document, 'callers see what was written')
        assert.deepEqual(
          schema
            .read({ email: 'A@example.org', again: 'b@example.org' })
            .identifiers.map(({ value }) => value),
          ['a@example.org', 'b@example.org'],
        )
        assert.equal(
          schema.fields.find(({ name: field }) => field === 'traits.email')?.inputType,
          'email',
        )
        const fields = (traits: JsonObject) => schema.check(traits).map(({ field }) => field)
        assert.deepEqual(fields({ email: 'a@example.org', name: 'ada', further: 'ada' }), [])
        assert.deepEqual(fields({ email: 'x', again: 'y', name: 'too long', further: 'x' }), [
          'traits.email',
          'traits.again',
          'traits.name',
          'traits.further',
        ])
      })

    test('of a schema from the network are beside it there', async () => {
      const root = createServer((request, response) =>
        response.end(
          JSON.stringify(
            request.url === '/it.json' ? person({ a: { $ref: 'more.json#/name' } }) : more,
          ),
        ),
      )
      await new Promise<void>((resolve) => root.listen(0, '127.0.0.1', resolve))
      const url = `http://127.0.0.1:${(root.address() as { port: number }).port}/it.json`
      const schema = await load({}, { url })
      root.close()
      root.closeAllConnections()
      assert.equal(schema.check({ a: 'x' }).length, 1)
    })

    for (const [what, reference, reason] of [
      ['that is missing', () => `${base}/nothing`, /status 404/],
      ['that is slow', () => `${base}/slow`, /cannot be read/],
      ['that is too long', () => `${base}/large`, /longer than|cannot be read/],
      ['that is no JSON', () => `${base}/broken`, /is not JSON in UTF-8/],
      ['that has nothing at the place', () => `${base}/common.json#/nothing`, /points to nothing/],
      [
        'of another kind',
        () => 'ftp://example.org/x',
        /must point into this document, or to one at/,
      ],
      [
        'that leads from the network to a file',
        () => `${base}/to-file`,
        /to a file of this machine/,
      ],
      ['that leads on without end', () => `${base}/chain/0`, /more than 20 other documents/],
    ] as const)
      test(`to a document ${what} are faults, at their place`, async () => {
        const message = await faults(person({ a: { b: 1, $ref: reference() } }))
        assert.match(message, reason)
        assert.match(message, /\/properties\/traits\/properties\/a\/\$ref: /)
      })

    test('are not followed into private networks that must not be called', async () => {
      const before = calls
      assert.match(
        await faults(person({ a: { $ref: `${base}/common.json` } }), { blocked: true }),
        /private networks must not be called/,
      )
      assert.equal(calls, before)
    })

    test('are faults where the configuration forbids them; those within are not', async () => {
      const before = calls
      for (const [, at] of places)
        assert.match(
          await faults(person({ a: { $ref: at() } }), { disallowed: true }),
          /disallow_ref_in_identity_schemas forbids/,
        )
      assert.equal(calls, before)
      assert.equal(
        await faults(
          person({ a: { $ref: '#/definitions/a' } }, { definitions: { a: { type: 'string' } } }),
          {
            disallowed: true,
          },
        ),
        '',
      )
    })

    test('that lead back to where they began are faults', async () => {
      writeFileSync(join(folder, 'ring.json'), JSON.stringify({ $ref: 'ring.json' }))
      assert.match(await faults(person({ a: { $ref: 'ring.json' } })), /leads back to itself/)
    })
  })

  describe('an extension block', () => {
    test('counts where it applies, also when a condition refers to the same place', async () => {
      const places = ['anyOf', 'oneOf', 'if', 'not', 'contains', 'items'] as const
      const reference = { $ref: '#/properties/traits/properties/names' }
      for (const keyword of places) {
        const condition = keyword.endsWith('Of')
          ? [{ contains: reference }, {}]
          : { contains: reference }
        const schema = await load(
          person({
            names: {
              type: 'array',
              items: {
                type: 'string',
                ...extension({ credentials: { password: { identifier: true } } }),
              },
            },
            primary: { [keyword]: condition },
          }),
        )
        assert.deepEqual(
          schema.read({ names: ['A'] }).identifiers.map(({ value }) => value),
          ['a'],
          keyword,
        )
      }
    })
    test('at a place that applies only sometimes is still a fault', async () => {
      assert.match(
        await faults(person({ a: { anyOf: [email] } })),
        /anyOf\/0\/ory\.sh~1kratos: is not understood here/,
      )
    })
  })

  describe('a trait that messages are sent to', () => {
    const uses = {
      email: [
        { verification: { via: 'email' } },
        { recovery: { via: 'email' } },
        { credentials: { code: { identifier: true, via: 'email' } } },
      ],
      sms: [
        { verification: { via: 'sms' } },
        { recovery: { via: 'sms' } },
        { credentials: { code: { identifier: true, via: 'sms' } } },
      ],
    }
    const right = { email: 'ada@example.org', sms: '+4915123456789' }
    for (const via of ['email', 'sms'] as const)
      for (const block of uses[via])
        test(`must be an address: ${JSON.stringify(block)}`, async () => {
          const trait = { type: 'string', ...extension(block) }
          for (const schema of [
            await load(person({ to: trait })),
            await load(
              person({ to: { $ref: '#/definitions/to' } }, { definitions: { to: trait } }),
            ),
            await load(person({ to: { allOf: [trait] } })),
          ]) {
            for (const wrong of [
              'ada',
              'no address',
              '1',
              via === 'email' ? right.sms : right.email,
            ])
              assert.deepEqual(
                schema.check({ to: wrong }).map(({ field }) => field),
                ['traits.to'],
                wrong,
              )
            assert.deepEqual(schema.check({ to: right[via] }), [])
            assert.deepEqual(schema.check({}), [])
          }
          const list = await load(person({ to: { type: 'array', items: trait } }))
          assert.equal(list.check({ to: [right[via], 'ada'] }).length, 1)
        })
    test('is free where it only identifies', async () => {
      const schema = await load(
        person({
          name: {
            type: 'string',
            ...extension({ credentials: { password: { identifier: true } } }),
          },
        }),
      )
      assert.deepEqual(schema.check({ name: 'ada' }), [])
    })
  })
})
