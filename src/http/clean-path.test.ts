import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cleanTarget } from './clean-path.ts'

test('empty segments and dots are taken out of a path, and its query stays', () => {
  for (const [target, clean] of [
    ['//self-service/login/flows?id=a//b', '/self-service/login/flows?id=a//b'],
    ['/a//b', '/a/b'],
    ['/a///b//', '/a/b/'],
    ['/x/../y', '/y'],
    ['/x/./y/', '/x/y/'],
    ['/../../y?..', '/y?..'],
    ['///', '/'],
    ['//evil.example/..', '/'],
    ['//evil.example', '/evil.example'],
  ] as const)
    assert.equal(cleanTarget(target), clean, target)
})

test('what is clean stays, and what could name another host is left alone', () => {
  for (const target of [
    '/',
    '/a',
    '/a/',
    '/a?x=//',
    '/a/..b',
    '*',
    '//\\evil.example',
    '/\\/evil',
    'http://a//b',
  ])
    assert.equal(cleanTarget(target), undefined, target)
})
