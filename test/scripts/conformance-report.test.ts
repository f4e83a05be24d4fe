import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { grow, judge, readList, without } from '../../scripts/conformance-report.ts'

const output = `ok     current/default/login-api
FAIL   current/default/logout — signing out
         step 1 POST /login: status: expected 200, got 500
ok     current/default/settings
2 passed, 1 failed, 0 skipped
`

describe('the list of conformance scenarios', () => {
  test('holds one name a line; comments and empty lines say nothing', () => {
    assert.deepEqual(readList('# why\n\na/b/c\n  d/e/f \n'), ['a/b/c', 'd/e/f'])
  })
  test('a scenario on it that is answered differently is broken', () => {
    assert.deepEqual(judge(['current/default/logout'], output).broken, ['current/default/logout'])
  })
  test('a scenario on it that the runner did not play is broken', () => {
    assert.deepEqual(judge(['current/default/login-api'], '').broken, ['current/default/login-api'])
  })
  test('a scenario that passes is counted when it is on the list and reported as gained when it is not', () => {
    assert.deepEqual(judge(['current/default/settings'], output), {
      passed: ['current/default/settings'],
      broken: [],
      gained: ['current/default/login-api'],
    })
  })
  test('a scenario that is played twice passes when it passes twice', () => {
    const twice = 'ok     a/b/c\nFAIL   a/b/c — why\nok     a/b/d\nok     a/b/d\n'
    assert.deepEqual(judge(['a/b/c'], twice), { passed: [], broken: ['a/b/c'], gained: ['a/b/d'] })
  })
  test('what is played elsewhere again does not count where it was played first', () => {
    const first = without(output, ['current/default/logout'])
    assert.deepEqual(judge([], `${first}ok     current/default/logout\n`).gained, [
      'current/default/login-api',
      'current/default/settings',
      'current/default/logout',
    ])
    assert.deepEqual(judge(['current/default/logout'], first).broken, ['current/default/logout'])
  })
  test('it only grows, sorted, and keeps its comments', () => {
    assert.equal(grow('# why\nb/b/b\n', ['a/a/a', 'b/b/b']), '# why\na/a/a\nb/b/b\n')
  })
})
