import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withQuery } from './url.ts'

test('query parameters are added after those of the address, before its fragment', () => {
  const more = { flow: '1', to: 'a b&c' }
  for (const [url, expected] of [
    ['https://example.org/ui', 'https://example.org/ui?flow=1&to=a+b%26c'],
    ['/ui?x=1', '/ui?x=1&flow=1&to=a+b%26c'],
    ['/ui#top', '/ui?flow=1&to=a+b%26c#top'],
    ['/ui?x=1#top?', '/ui?x=1&flow=1&to=a+b%26c#top?'],
  ] as const) {
    assert.equal(withQuery(url, more), expected)
    assert.equal(withQuery(url, new URLSearchParams(more)), expected)
  }
})

test('an address without new query parameters stays the same', () => {
  for (const url of ['/ui', '/ui?x=1', '/ui#top']) {
    assert.equal(withQuery(url, {}), url)
    assert.equal(withQuery(url, new URLSearchParams()), url)
  }
})
