import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs } from '#telemetry/activity.ts'
import { activityKinds } from '#telemetry/activity-store.ts'
import { render } from '#pages/html.ts'
import { chart } from './chart.ts'
import { ranges, seriesOf, startsOf, type Range } from './series.ts'

const now = Date.parse('2026-05-01T12:34:56.000Z')
const all = Object.keys(ranges) as Range[]

test('a range ends with the hour or day that has begun, in UTC', () => {
  assert.equal(startsOf('day', now).at(-1), Date.parse('2026-05-01T12:00:00.000Z'))
  assert.equal(startsOf('day', now)[0], Date.parse('2026-04-30T13:00:00.000Z'))
  assert.equal(startsOf('month', now).at(-1), Date.parse('2026-05-01T00:00:00.000Z'))
  assert.equal(startsOf('month', now)[0], Date.parse('2026-04-02T00:00:00.000Z'))
})

test('every hour is counted once in its place, those before the range not at all', () => {
  for (const range of all) {
    const starts = startsOf(range, now)
    const [first = 0] = starts
    const counted = activityKinds.flatMap((kind) =>
      [first - hourMs, first, now - (now % hourMs)].map((hour) => ({ hour, kind, count: 3 })),
    )
    for (const { counts, total, most } of seriesOf(range, now, counted).all) {
      assert.equal(counts.length, starts.length)
      assert.deepEqual([counts[0], counts.at(-1), total, most], [3, 3, 6, 3])
    }
  }
})

test('a chart is drawn of any counts, also of none at all, and says what it shows', () => {
  for (const counts of [[0, 0, 0], [1, 5, 2], [1e9, 0, 1e-9], [7]]) {
    const text = render(chart(counts, 'A "label"', 'plain'))
    assert.match(text, /aria-label="A &quot;label&quot;"/)
    assert.equal(text.match(/ d="M[-\d.,MLCZ]+"/g)?.length, 2, text)
    assert.doesNotMatch(text, /NaN|Infinity|style=/)
  }
})
