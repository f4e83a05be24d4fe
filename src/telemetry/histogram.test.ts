import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Histogram, Registry } from 'prom-client'
import { exposition } from './exposition.ts'
import { createHistogram } from './histogram.ts'

test('a histogram tells the same as that of the usual library', async () => {
  const told = { name: 'seconds', help: 'Time to answer' }
  const bounds = [0.001, 0.5, 2]
  const registry = new Registry()
  const usual = new Histogram({
    ...told,
    labelNames: ['route', 'status'],
    buckets: bounds,
    registers: [registry],
  })
  const own = createHistogram(told, bounds)
  for (const [route, values] of Object.entries({
    '/a': [0.0005, 0.001, 0.0010001, 0.5, 2, 2.5],
    'says "b"\\\n': [7],
  })) {
    const labels = { route, status: '200' }
    const observe = own.series(labels)
    for (const value of values) {
      observe(value)
      usual.observe(labels, value)
    }
  }
  assert.equal(exposition([own.family()], 'prometheus'), await registry.metrics())
})
