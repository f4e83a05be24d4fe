import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roleNeeded } from './right.ts'

test('what only reads needs the least role, all else the greatest, unless a route says otherwise', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']
  const roles = (options: Parameters<typeof roleNeeded>[0], query = {}) =>
    methods.map((method) => roleNeeded(options, method, query))
  const all = <T>(role: T) => methods.map(() => role)
  assert.deepEqual(roles({}), ['viewer', 'viewer', ...methods.slice(2).map(() => 'admin')])
  assert.deepEqual(roles({ getChanges: 'mailed-link' }), all('admin'))
  assert.deepEqual(roles({ role: 'support' }), all('support'))
  assert.deepEqual(roles({ role: 'viewer', adminQuery: 'x' }), all('viewer'))
  assert.deepEqual(roles({ role: 'viewer', adminQuery: 'x' }, { x: '' }), all('admin'))
  assert.deepEqual(roles(undefined), all('viewer'))
})
