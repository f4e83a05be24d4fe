// docs/speed.md shows what is stored in bench/results/, and nothing else.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { withTables } from '../bench/document.ts'
import { goals, goalsOn, missedGoals, missedServerGoals } from '../bench/goals.ts'
import { withRun, type LoadRun, type Results } from '../bench/results.ts'
import { readResults } from '../bench/store.ts'

const document = readFileSync(join(import.meta.dirname, '../docs/speed.md'), 'utf8')
const marks = ['load', 'size', 'work', 'shield', 'audit', 'keys', 'pages'].map(
  (name) => `<!-- bench:${name} -->\n<!-- /bench:${name} -->`,
)
const empty: Results = { load: [], size: [], work: [], shield: [], audit: [], keys: [], pages: [] }
const measured = { date: '2026-01-02', commit: 'abc1234', machine: { cores: 2, node: '26.0.0' } }
const load: LoadRun = {
  database: 'SQLite',
  measured,
  seconds: 5,
  connections: 32,
  hashMs: 12,
  rows: [{ name: 'who am I', perSecond: 12345.6, p99Ms: 7.25, failed: 0, goal: '0.50 ×' }],
}

describe('the tables of docs/speed.md', () => {
  test('are those of the stored results; `npm run bench -- tables` writes them anew', () => {
    assert.equal(document, withTables(document, readResults()))
  })
  test('take the place of what was between their marks, and leave the rest', () => {
    const filled = marks.join('\nprose\n').replace('\n<!-- /', '\nold figures\n<!-- /')
    const before = `# Speed\n${filled}\nend`
    const after = withTables(before, { ...empty, load: [load] })
    assert.match(after, /^# Speed\n<!-- bench:load -->\n\n\| SQLite, 32 connections \|/)
    assert.match(after, /\| who am I \| 12,346 \| \| 7\.3 \| \| \| 0\.50 × \|/)
    assert.match(after, /Measured on 2026-01-02 at `abc1234`: 2 cores, Node 26\.0\.0\./)
    assert.match(after, /<!-- \/bench:load -->\nprose\n<!-- bench:size -->/)
    assert.doesNotMatch(after, /old figures/)
    assert.equal(withTables(after, { ...empty, load: [load] }), after)
  })
  test('say of a row that some of its requests failed', () => {
    const failing = { ...load, rows: [{ name: 'log in', perSecond: 5, failed: 3 }] }
    assert.match(
      withTables(marks.join(), { ...empty, load: [failing] }),
      /\| log in \| 5 \(3 failed\) \|/,
    )
  })
  test('show each database and size in a column, with what was not measured left empty', () => {
    const size = (identities: number, name: string) => ({
      database: 'SQLite',
      identities,
      measured: { ...measured, date: `2026-01-0${identities}` },
      importPerSecond: 1000,
      storingCpuUs: 9,
      rows: [{ name, p50Ms: 1, p95Ms: 2.04 }],
    })
    const text = withTables(marks.join(), { ...empty, size: [size(1, 'list'), size(2, 'search')] })
    assert.match(text, /\| list \| 1\.0 \/ 2\.0 \| \|\n\| search \| \| 1\.0 \/ 2\.0 \|/)
    assert.match(text, /SQLite 1: Measured on 2026-01-01 .*\n\nSQLite 2: Measured on 2026-01-02/)
  })
  test('cannot be written into a document without their marks', () => {
    assert.throws(() => withTables('# Speed', empty), /no <!-- bench:load -->/)
  })
})

describe('a stored run', () => {
  test('takes the place of the one of the same database, and leaves the others', () => {
    const other = { ...load, database: 'PostgreSQL' }
    const again = { ...load, hashMs: 13 }
    const results = withRun({ ...empty, load: [load, other] }, 'load', again)
    assert.deepEqual(results.load, [again, other])
    assert.deepEqual(withRun(empty, 'load', other).load, [other])
  })
})

describe('a goal', () => {
  const kinds = [
    { goal: goals.times(0.5), best: 0.5, worse: 0.49 },
    { goal: goals.atMostTimes(1.1), best: 1.1, worse: 1.11 },
    { goal: goals.beyondHash(1.5), best: 1.5, worse: 1.6 },
  ]
  test('is met by a comparison that reaches it, and missed by another one and by none', () => {
    for (const { goal, best, worse } of kinds) {
      const missed = (value: number) => missedGoals([goal], { against: { value, text: '' } })
      assert.deepEqual(missed(best), [])
      for (const value of [worse, Number.NaN]) assert.deepEqual(missed(value), [goal.text])
      assert.deepEqual(missedGoals([goal], {}), [goal.text])
    }
  })
  test('of CPU is met by as much of it, in microseconds', () => {
    const goal = goals.cpuUs(40)
    assert.deepEqual(missedGoals([goal], { cpuMsEach: 0.04 }), [])
    assert.deepEqual(missedGoals([goal], { cpuMsEach: 0.041 }), [goal.text])
    assert.deepEqual(missedGoals([goal], {}), [goal.text])
  })
  test('is one of a row that is measured, on every database', () => {
    const bench = readFileSync(join(import.meta.dirname, '../bench/main.ts'), 'utf8')
    for (const database of ['SQLite', 'PostgreSQL', 'MariaDB'])
      for (const name of Object.keys(goalsOn(database)))
        assert.ok(bench.includes(name.startsWith('who am I, ') ? 'who am I, ' : `'${name}'`), name)
  })
  test('of a whole server is missed by more, with the figure', () => {
    const figures = { readyAfterMs: 601, idleMb: 110, loadedMb: 181 }
    assert.deepEqual(
      missedServerGoals('SQLite', figures).map((text) => text.split(' ')[0]),
      ['readyAfterMs', 'loadedMb'],
    )
    assert.equal(missedServerGoals('PostgreSQL', figures).length, 1)
    assert.deepEqual(missedServerGoals('SQLite', {}), [])
  })
})
