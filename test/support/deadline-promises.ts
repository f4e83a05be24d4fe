// What every operation promises when what it waits for takes long, on any database.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changesBetween, type Rows } from './database-rows.ts'
import type { TestDatabases } from './databases.ts'
import { clientOf, editions } from './editions.ts'
import { pause } from './process-figures.ts'
import type { Answer } from './server.ts'
import { operations, waits, type Name, type Operation, type Prepared } from './slow-operations.ts'
import { startSlowServer, type SlowServer, type Thing } from './slow-server.ts'

type Row = { readonly name: Name; readonly edition: string; readonly prepared: Prepared }

/** Begins the operations in every edition in which they are tried. */
async function prepareAll(server: SlowServer, names: readonly Name[]): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const name of names) {
    const operation: Operation = operations[name]
    for (const edition of editions)
      if (operation.editions === 'all' || edition.name === 'current')
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
      .filter((one) => (operations[name] as Operation).editions === 'all' || one.name === 'current')
      .map((edition) => ({ name, edition: edition.name })),
  )

/** What holds past the time of a request that waits for this. */
export function pastTheTime(thing: Thing, databases: TestDatabases): void {
  describe(`past the time of a request that waits for ${thing} (${databases.kind})`, () => {
    let server: SlowServer, first: Rows, past: Rows, later: Rows
    const answers = new Map<string, Answer>()
    before(async () => {
      server = await startSlowServer('1s', databases)
      const rows = await prepareAll(server, waits[thing])
      const usedUp = rows.flatMap(({ prepared }) => prepared.usesUp ?? [])
      first = await server.rows(usedUp)
      await server.hold(thing)
      await Promise.all(
        rows.map(async ({ name, edition, prepared }) =>
          answers.set(`${name} ${edition}`, await prepared.act()),
        ),
      )
      past = await server.rows(usedUp)
      await server.release()
      await pause(200)
      later = await server.rows(usedUp)
    })
    after(() => server.close())

    for (const { name, edition } of rowsOf(waits[thing]))
      it(`${name} is answered with 503, ${edition}`, () => {
        const answer = answers.get(`${name} ${edition}`)
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
    it('nothing was stored', () => {
      assert.deepEqual(changesBetween(first, past), { changed: [], added: [] })
    })
    it('nothing is stored later either, when it goes on', () => {
      assert.deepEqual(changesBetween(past, later), { changed: [], added: [] })
    })
  })
}

/** What holds within the time of a request that waits for this. */
export function withinTheTime(thing: Thing, databases: TestDatabases): void {
  describe(`within the time of a request that waits for ${thing} (${databases.kind})`, () => {
    let server: SlowServer
    const answers = new Map<string, Answer>()
    before(async () => {
      server = await startSlowServer('20s', databases)
      const rows = await prepareAll(server, waits[thing])
      await server.hold(thing)
      const acts = rows.map(async ({ name, edition, prepared }) =>
        answers.set(`${name} ${edition}`, await prepared.act()),
      )
      await pause(100)
      await server.release()
      await Promise.all(acts)
    })
    after(() => server.close())

    for (const { name, edition } of rowsOf(waits[thing]))
      it(`${name} is done, ${edition}`, () => {
        const answer = answers.get(`${name} ${edition}`)
        assert.ok(answer && answer.status < 400, `${answer?.status} ${answer?.text}`)
      })
  })
}
