import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashesAtOnce, workersOf } from './count.ts'

const cores = 6
const count = (dsn: string, workers?: number, asked?: number) =>
  workersOf({ dsn, pallas: { serve: { workers } } }, asked, cores)

test('there is one process on SQLite and one a core on others, unless somebody says otherwise', () => {
  const expected = { 'sqlite:///a.sqlite': 1, memory: 1, 'postgres://a@b/c': 6, 'mysql://a@b/c': 6 }
  for (const [dsn, workers] of Object.entries(expected)) assert.equal(count(dsn), workers, dsn)
  for (const dsn of Object.keys(expected).filter((one) => one !== 'memory')) {
    assert.equal(count(dsn, 3), 3, dsn)
    assert.equal(count(dsn, 3, 2), 2, dsn)
  }
})

test('a database in memory is not shared', () => {
  for (const dsn of ['memory', 'sqlite://:memory:']) {
    assert.equal(count(dsn, 1), 1)
    assert.throws(() => count(dsn, 2), { kind: 'misconfigured' }, dsn)
  }
})

test('workers hash together about as much at once as there are cores, and none one alone', () => {
  for (let workers = 1; workers <= 2 * cores; workers++) {
    const each = hashesAtOnce(workers, cores)
    assert.ok(each >= 2)
    assert.ok(each === 2 || each * workers < cores + workers, `${workers}`)
  }
})
