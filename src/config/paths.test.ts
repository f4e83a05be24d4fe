import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, leaves, merge, put } from './paths.ts'

test('maps are merged deeply, lists and plain values are replaced', () => {
  assert.deepEqual(merge({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { c: [3] }, d: { e: 1 } }), {
    a: { b: 1, c: [3] },
    d: { e: 1 },
  })
})

test('__proto__ is a key like any other', () => {
  const hostile: unknown = JSON.parse('{"__proto__": {"polluted": true}}')
  const merged = merge({ a: 1 }, hostile)
  assert.equal(Reflect.getPrototypeOf(merged as object), Object.prototype)
  assert.deepEqual(Object.keys(merged as object), ['a', '__proto__'])
  assert.equal(at({}, ['__proto__', 'toString']), undefined)
  put({}, ['__proto__', 'polluted'], true)
  assert.equal(Object.hasOwn(Object.prototype, 'polluted'), false)
})

test('putting a value creates maps on the path and does not change the old tree', () => {
  const old = { a: { b: 1 }, list: [{ x: 1 }] }
  assert.deepEqual(put(old, ['a', 'c', 'd'], 2), { a: { b: 1, c: { d: 2 } }, list: [{ x: 1 }] })
  assert.deepEqual(put(old, ['list', 0, 'x'], 2), { a: { b: 1 }, list: [{ x: 2 }] })
  assert.deepEqual(put(old, ['a', 'b'], undefined), { a: {}, list: [{ x: 1 }] })
  assert.deepEqual(old, { a: { b: 1 }, list: [{ x: 1 }] })
})

test('leaves are all values that are not maps with keys', () => {
  assert.deepEqual(leaves({ a: { b: 1, c: {} }, d: [1] }), [['a', 'b'], ['a', 'c'], ['d']])
})
