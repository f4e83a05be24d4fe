import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acrossProcesses, afterItsEnd } from './across.ts'
import { exposition, type Across, type Family } from './exposition.ts'
import { createHistogram } from './histogram.ts'

const family = (name: string, type: Family['type'], value: number, across?: Across): Family => ({
  name,
  help: 'x',
  type,
  across,
  samples: [{ name, labels: { a: 'b' }, value }],
})

const of = (count: number): readonly Family[] => [
  family('counted_total', 'counter', count),
  family('at_work', 'gauge', count),
  family('least', 'gauge', count, 'least'),
  family('greatest', 'gauge', count, 'greatest'),
  family('memory', 'gauge', count, 'each'),
]
const values = (families: readonly Family[]) =>
  exposition(families, 'prometheus')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

test('metrics of several processes are summed up, or told by what they mean', () => {
  const all = acrossProcesses([
    { worker: '1', families: of(2) },
    { worker: '2', families: of(5) },
  ])
  assert.deepEqual(values(all), [
    'counted_total{a="b"} 7',
    'at_work{a="b"} 7',
    'least{a="b"} 2',
    'greatest{a="b"} 5',
    'memory{a="b",worker="1"} 2',
    'memory{a="b",worker="2"} 5',
  ])
})

test('histograms of several processes are one, with the newest exemplar of each bucket', () => {
  const ofOne = (value: number, at: number): readonly Family[] => {
    const histogram = createHistogram({ name: 'seconds', help: 'x' }, [1, 2])
    histogram.series({ a: 'b' })(value, { id: `trace-${at}`, at })
    return [histogram.family()]
  }
  const told = [ofOne(0.5, 3000), ofOne(0.75, 2000), ofOne(1.5, 1000)]
  const text = exposition(
    acrossProcesses(told.map((families, at) => ({ worker: String(at), families }))),
    'openmetrics',
  )
  for (const line of [
    'seconds_bucket{le="1",a="b"} 2 # {trace_id="trace-3000"} 0.5 3',
    'seconds_bucket{le="2",a="b"} 3 # {trace_id="trace-1000"} 1.5 1',
    'seconds_bucket{le="+Inf",a="b"} 3',
    'seconds_sum{a="b"} 2.75',
    'seconds_count{a="b"} 3',
  ])
    assert.ok(text.includes(`\n${line}\n`), line)
})

test('of a process that has ended stays what it has counted, and nothing else', () => {
  assert.deepEqual(values(afterItsEnd(of(3))), ['counted_total{a="b"} 3'])
})
