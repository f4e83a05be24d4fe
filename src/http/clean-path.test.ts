import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { cleanedPath } from './clean-path.ts'

describe('a path', () => {
  const cases: readonly [path: string, cleaned: string | undefined][] = [
    ['/', undefined],
    ['/a/b', undefined],
    ['/a/b/', undefined],
    ['/a.b/..c/d..', undefined],
    ['//a/b', '/a/b'],
    ['/a//b', '/a/b'],
    ['/a///b//', '/a/b/'],
    ['/x/../y', '/y'],
    ['/x/./y', '/x/y'],
    ['/../../y', '/y'],
    ['/a/b/..', '/a/'],
    ['/a/.', '/a/'],
    ['/..', '/'],
    ['//', '/'],
    ['*', undefined],
    ['http://other.example//a', undefined],
    ['/x/..//\\other.example', undefined],
    ['//%5cother.example/', undefined],
    ['//%2fother.example/', undefined],
    ['//a/%2e%2e/b', undefined],
  ]
  for (const [path, cleaned] of cases)
    test(`${path} ${cleaned === undefined ? 'stays' : `becomes ${cleaned}`}`, () => {
      assert.equal(cleanedPath(path), cleaned)
      if (cleaned !== undefined) assert.equal(cleanedPath(cleaned), undefined)
    })
})
