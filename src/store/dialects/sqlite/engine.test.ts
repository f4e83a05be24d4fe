import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { turnOfLoop } from '#lib/turn.ts'
import { createSqliteEngine } from './engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'pallas-test-'))
after(() => rmSync(folder, { recursive: true }))
const ignore = () => undefined
const statement = (sql: string) => ({ sql, parameters: [], reads: false })

test('the number of a database changes at once with our own commits, and by the next turn with others', async () => {
  const settings = { path: join(folder, 'numbers.sqlite'), synchronous: 'NORMAL' } as const
  const [own, other] = [await createSqliteEngine(settings), await createSqliteEngine(settings)]
  await own.run(statement('CREATE TABLE things (name TEXT)'))
  const insert = statement("INSERT INTO things VALUES ('a')")
  const seen: unknown[] = []
  let turn: number | undefined
  /** Reads the number in the turn of the commit, and before it. */
  const look = () => {
    seen.push(own.version?.())
    turn = turnOfLoop()
  }
  const changes = [
    () => own.run(insert, look),
    () =>
      own.transact(async (run) => {
        look()
        return run(insert)
      }, ignore),
    () =>
      own.transactTogether?.(
        async (run) => {
          look()
          return run(insert)
        },
        async () => undefined,
      ),
  ]
  for (const change of changes) {
    await change()
    assert.equal(turnOfLoop(), turn)
    assert.notEqual(own.version?.(), seen.at(-1))
  }
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
