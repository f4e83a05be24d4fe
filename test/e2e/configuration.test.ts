// Security requirement 71: the configuration file of a running server changes.
import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { parse, stringify } from 'yaml'
import { crashable, register, type Crashable } from '../support/crashable.ts'
import { mergeDeep, personSchema } from '../support/server.ts'
import { freePort } from '../support/server-process.ts'
import { pause, until } from '../support/process-figures.ts'

const asRoot = process.getuid?.() === 0

describe('the configuration file of a running server', () => {
  let server: Crashable, good: string, pid: number | undefined
  before(async () => {
    server = await crashable({ selfservice: { flows: { login: { lifespan: '7m' } } } })
    good = readFileSync(server.configFile, 'utf8')
    await server.start()
    pid = server.pid()
  })
  after(() => server.remove())

  /** The lifespan of a new flow, in minutes: what is in force shows in it. */
  async function lifespan(): Promise<number> {
    const flow: any = await (await fetch(`${server.url}/self-service/login/api`)).json()
    return Math.round((Date.parse(flow.expires_at) - Date.parse(flow.issued_at)) / 60_000)
  }
  const configured = (overrides: { readonly [key: string]: unknown }) =>
    stringify(mergeDeep(parse(good) as { readonly [key: string]: unknown }, overrides))
  const withLifespan = (minutes: number, more: { readonly [key: string]: unknown } = {}) =>
    configured(mergeDeep({ selfservice: { flows: { login: { lifespan: `${minutes}m` } } } }, more))
  const write = (text: string) => writeFileSync(server.configFile, text)
  const applies = (minutes: number) =>
    until(
      async () => (await lifespan()) === minutes,
      30_000,
      () => server.log().slice(-1500),
    )

  it('applies without a restart when it is valid', async () => {
    write(withLifespan(11))
    await applies(11)
  })

  const spoiled: readonly (readonly [string, () => void])[] = [
    ['broken', () => write(`${withLifespan(50)}\n  - : [`)],
    ['one with an unknown key', () => write(withLifespan(50, { unheard_of: true }))],
    [
      'one with a value of the wrong kind',
      () => write(withLifespan(50, { session: { lifespan: 'soon' } })),
    ],
    ['empty', () => write('')],
    ['full of zeros', () => writeFileSync(server.configFile, Buffer.alloc(4096))],
    ['cut', () => write(good.slice(0, good.length / 2))],
    ['deleted', () => rmSync(server.configFile)],
    ['a folder', () => (rmSync(server.configFile, { force: true }), mkdirSync(server.configFile))],
    [
      'one whose identity schema is not there',
      () =>
        write(
          withLifespan(50, {
            identity: {
              default_schema_id: 'x',
              schemas: [{ id: 'x', url: 'file:///nowhere/schema.json' }],
            },
          }),
        ),
    ],
    [
      'one whose identity schema is no schema',
      () =>
        write(
          withLifespan(50, {
            identity: {
              default_schema_id: 'x',
              schemas: [
                { id: 'x', url: `base64://${Buffer.from('{"type":7}').toString('base64')}` },
              ],
            },
          }),
        ),
    ],
    ...(asRoot ? [] : [['unreadable', () => chmodSync(server.configFile, 0)] as const]),
  ]
  for (const [name, spoil] of spoiled) {
    it(`leaves the last good one in force when it is ${name}`, async () => {
      write(withLifespan(12))
      await applies(12)
      const logged = server.log().length
      spoil()
      await until(
        () => /keeping the previous one/.test(server.log().slice(logged)),
        3000,
        () => server.log().slice(logged),
      )
      await pause(300)
      assert.equal(await lifespan(), 12)
      rmSync(server.configFile, { recursive: true, force: true })
      write(withLifespan(13))
      await applies(13)
    })
  }

  it('is taken over whole: the schema and the rest at the same moment', async () => {
    const named = {
      identity: {
        default_schema_id: 'other',
        schemas: [
          {
            id: 'other',
            url: `base64://${Buffer.from(JSON.stringify(personSchema())).toString('base64')}`,
          },
        ],
      },
    }
    write(withLifespan(21, named))
    await until(async () => {
      const minutes = await lifespan()
      const schemas: any = await (await fetch(`${server.url}/schemas`)).json()
      if (minutes === 21) assert.equal(schemas[0].id, 'other')
      return minutes === 21
    }, 30_000)
    assert.equal(
      (await register(server.url, 'schema@example.org'))?.json.identity.schema_id,
      'other',
    )
    renameSync(server.configFile, `${server.configFile}.old`)
    write(good)
    await applies(7)
  })

  it('that changes again while the schemas of the change before are still loading ends with the last one', async () => {
    const port = await freePort()
    const slow: Server = createServer(
      (_request, answer) =>
        void setTimeout(
          () =>
            answer
              .setHeader('content-type', 'application/json')
              .end(JSON.stringify(personSchema())),
          1500,
        ),
    ).listen(port, '127.0.0.1')
    try {
      write(
        withLifespan(31, {
          identity: {
            default_schema_id: 'slow',
            schemas: [{ id: 'slow', url: `http://127.0.0.1:${port}/schema.json` }],
          },
        }),
      )
      await pause(700)
      write(withLifespan(32))
      await applies(32)
      await pause(2000)
      assert.equal(await lifespan(), 32)
    } finally {
      slow.close()
      slow.closeAllConnections()
    }
  })

  it('takes effect once its identity schema can be loaded after all', async () => {
    const schema = join(server.folder, 'late.schema.json')
    write(
      withLifespan(41, {
        identity: { default_schema_id: 'late', schemas: [{ id: 'late', url: `file://${schema}` }] },
      }),
    )
    await pause(1500)
    assert.equal(await lifespan(), 32)
    writeFileSync(schema, JSON.stringify(personSchema()))
    await applies(41)
  })

  it('that is written many times in a row leaves the last one in force, in the process that was started', async () => {
    for (let minutes = 100; minutes < 140; minutes++) {
      write(withLifespan(minutes))
      await pause(minutes % 7)
    }
    await applies(139)
    assert.equal(server.pid(), pid)
    assert.ok(!/unhandled promise rejection|uncaught exception/.test(server.log()))
  })
})
