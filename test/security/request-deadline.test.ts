// Security requirement 88: hooks, hashing, providers and databases share the time of a request; past
// it the answer is 503 and nothing was stored.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { changesBetween, type Rows } from '../support/database-rows.ts'
import { clientOf, editions } from '../support/editions.ts'
import { pause } from '../support/process-figures.ts'
import type { Answer } from '../support/server.ts'
import {
  operations,
  waits,
  type Name,
  type Operation,
  type Prepared,
} from '../support/slow-operations.ts'
import { startSlowServer, type SlowServer, type Thing } from '../support/slow-server.ts'

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

for (const [thing, names] of Object.entries(waits) as [Thing, readonly Name[]][]) {
  describe(`past the time of a request that waits for ${thing}`, () => {
    let server: SlowServer, first: Rows, past: Rows, later: Rows
    const answers = new Map<string, Answer>()
    before(async () => {
      server = await startSlowServer('1s')
      const rows = await prepareAll(server, names)
      const usedUp = rows.flatMap(({ prepared }) => prepared.usesUp ?? [])
      first = server.rows(usedUp)
      server.hold(thing)
      await Promise.all(
        rows.map(async ({ name, edition, prepared }) =>
          answers.set(`${name} ${edition}`, await prepared.act()),
        ),
      )
      past = server.rows(usedUp)
      await server.release()
      await pause(200)
      later = server.rows(usedUp)
    })
    after(() => server.close())

    for (const { name, edition } of rowsOf(names))
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

  if (thing === 'a hash') continue
  describe(`within the time of a request that waits for ${thing}`, () => {
    let server: SlowServer
    const answers = new Map<string, Answer>()
    before(async () => {
      server = await startSlowServer('20s')
      const rows = await prepareAll(server, names)
      server.hold(thing)
      const acts = rows.map(async ({ name, edition, prepared }) =>
        answers.set(`${name} ${edition}`, await prepared.act()),
      )
      await pause(100)
      await server.release()
      await Promise.all(acts)
    })
    after(() => server.close())

    for (const { name, edition } of rowsOf(names))
      it(`${name} is done, ${edition}`, () => {
        const answer = answers.get(`${name} ${edition}`)
        assert.ok(answer && answer.status < 400, `${answer?.status} ${answer?.text}`)
      })
  })
}
