import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { turnOfLoop } from '#lib/turn.ts'
import { createSqliteEngine } from './engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
after(() => rmSync(folder, { recursive: true }))
const statement = (sql: string) => ({ sql, parameters: [], reads: false })

test('the number of a database changes at once with our own commits, and by the next turn with others', async () => {
  const settings = { path: join(folder, 'numbers.sqlite'), synchronous: 'NORMAL' } as const
  const [own, other] = [await createSqliteEngine(settings), await createSqliteEngine(settings)]
  await own.run(statement('CREATE TABLE things (name TEXT)'))
  const insert = statement("INSERT INTO things VALUES ('a')")
  // NOTE what waits for a file goes on in the turn that commits, and before that
  await stat(folder)
  const begun = turnOfLoop()
  const seen = [own.version?.()]
  await own.run(insert)
  seen.push(own.version?.())
  assert.equal(turnOfLoop(), begun)
  await own.transact(
    async (run) => run(insert),
    () => undefined,
  )
  seen.push(own.version?.())
  await own.transactTogether?.(
    async (run) => run(insert),
    async () => undefined,
  )
  seen.push(own.version?.())
  await other.run(insert)
  await nextTurn()
  seen.push(own.version?.())
  assert.equal(new Set(seen).size, seen.length, seen.join(' '))
  assert.equal(own.version?.(), seen.at(-1))
  await own.close()
  await other.close()
})

test('what runs in one turn of the event loop is told the same number, what runs later another', async () => {
  const first = turnOfLoop()
  await Promise.resolve()
  assert.equal(turnOfLoop(), first)
  await nextTurn()
  assert.notEqual(turnOfLoop(), first)
})
