// What every operation promises when what it waits for takes long, on any database.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changesBetween, type Rows } from './database-rows.ts'
import type { TestDatabases } from './databases.ts'
import { clientOf, editions } from './editions.ts'
import { pause, until } from './process-figures.ts'
import type { Answer } from './server.ts'
import { operations, waits, type Name, type Operation, type Prepared } from './slow-operations.ts'
import { isCounted, startSlowServer, type SlowServer, type Thing } from './slow-server.ts'

type Row = { readonly name: Name; readonly edition: string; readonly prepared: Prepared }

/** Begins the operations in every edition in which they are tried. */
async function prepareAll(server: SlowServer, names: readonly Name[]): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const name of names) {
    const operation: Operation = operations[name]
    for (const edition of editions)
      if (operation.editions === 'all' || edition.like === 'current')
        rows.push({
          name,
          edition: edition.name,
          prepared: await operation.prepare(server, clientOf(server, edition)),
        })
  }
  return rows
}
const rowsOf = (names: readonly Name[]) =>
  names.flatMap((name) =>
    editions
      .filter((one) => (operations[name] as Operation).editions === 'all' || one.like === 'current')
      .map((edition) => ({ name, edition: edition.name })),
  )

type Scene = {
  readonly thing: Thing
  prepare(): Promise<void>
  /** Begins all requests; resolves when all of them wait for what is held. */
  begin(): Promise<void>
  end(): Promise<void>
  close(): Promise<void>
  promises(): void
}

/** Requests wait at the same time for different things, and only one after the other need the processors. */
function play(scenes: readonly Scene[]): void {
  before(async () => {
    for (const scene of scenes) await scene.prepare()
    for (const scene of scenes) await scene.begin()
    for (const scene of scenes) await scene.end()
  })
  after(() => Promise.all(scenes.map((scene) => scene.close())))
  for (const { thing, promises } of scenes) describe(`that waits for ${thing}`, promises)
}

function sceneOf(
  thing: Thing,
  deadline: string,
  databases: TestDatabases,
): Scene & { readonly server: () => SlowServer; readonly answers: ReadonlyMap<string, Answer> } {
  let server: SlowServer,
    rows: readonly Row[],
    acts: readonly Promise<unknown>[] = []
  const answers = new Map<string, Answer>()
  return {
    thing,
    answers,
    server: () => server,
    async prepare() {
      server = await startSlowServer(deadline, databases)
      rows = await prepareAll(server, waits[thing])
      server.usedUp.push(...rows.flatMap(({ prepared }) => prepared.usesUp ?? []))
    },
    async begin() {
      await server.hold(thing)
      acts = rows.map(async ({ name, edition, prepared }) =>
        answers.set(`${name} ${edition}`, await prepared.act()),
      )
      if (isCounted(thing)) await until(() => server.waiting() >= rows.length, 20_000)
      else await pause(100)
    },
    end: async () => void (await Promise.all(acts)),
    close: () => server.close(),
    promises: () => undefined,
  }
}

/** What holds past the time of requests that wait for these, on this database. */
export function pastTheTime(things: readonly Thing[], databases: TestDatabases): void {
  describe(`a request past its time (${databases.kind})`, () => {
    play(
      things.map((thing): Scene => {
        // NOTE a hash takes more than a second; whether all others wait is seen, which takes a moment
        const scene = sceneOf(thing, thing === 'a hash' ? '1s' : '2s', databases)
        let first: Rows, past: Rows, later: Rows
        return {
          ...scene,
          async begin() {
            first = await scene.server().rows()
            await scene.begin()
          },
          async end() {
            await scene.end()
            past = await scene.server().rows()
            await scene.server().release()
            await pause(200)
            later = await scene.server().rows()
          },
          promises() {
            for (const { name, edition } of rowsOf(waits[thing]))
              it(`is answered with 503: ${name}, ${edition}`, () => {
                const answer = scene.answers.get(`${name} ${edition}`)
                assert.ok(answer)
                assert.equal(answer.status, 503, answer.text)
                assert.equal(answer.json.error.code, 503)
                assert.match(answer.json.error.reason, /nothing was stored/)
                assert.match(String(answer.headers['retry-after']), /^[1-9]\d*$/)
                assert.deepEqual(
                  answer.cookies.filter((one) => /session/.test(one)),
                  [],
                )
              })
            it('stores nothing', () => {
              assert.deepEqual(changesBetween(first, past), { changed: [], added: [] })
            })
            it('stores nothing later either, when it goes on', () => {
              assert.deepEqual(changesBetween(past, later), { changed: [], added: [] })
            })
          },
        }
      }),
    )
  })
}

/** What holds within the time of requests that wait for these, on this database. */
export function withinTheTime(things: readonly Thing[], databases: TestDatabases): void {
  describe(`a request within its time (${databases.kind})`, () => {
    play(
      things.map((thing): Scene => {
        const scene = sceneOf(thing, '20s', databases)
        return {
          ...scene,
          async begin() {
            await scene.begin()
            await scene.server().release()
          },
          promises() {
            for (const { name, edition } of rowsOf(waits[thing]))
              it(`is done: ${name}, ${edition}`, () => {
                const answer = scene.answers.get(`${name} ${edition}`)
                assert.ok(answer && answer.status < 400, `${answer?.status} ${answer?.text}`)
              })
          },
        }
      }),
    )
  })
}
