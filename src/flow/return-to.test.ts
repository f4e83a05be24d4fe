import assert from 'node:assert/strict'
import { test } from 'node:test'
import { stillAllowed } from './return-to.ts'

const settings = {
  defaultReturnUrl: 'https://home.example.net/',
  allowedReturnUrls: ['https://*.example.org/ok', 'https://*.example.com:8443'],
}

test('a wildcard stands for one or more whole labels of a host', () => {
  for (const url of [
    'https://a.example.org/ok',
    'https://a.b.example.org/ok/then?x=1',
    'https://a.example.com:8443/anywhere',
  ])
    assert.equal(stillAllowed(url, settings), url)
  for (const url of [
    'https://example.org/ok',
    'https://.example.org/ok',
    'https://a..example.org/ok',
    'https://aexample.org/ok',
    'https://a.example.org.evil.net/ok',
    'https://a.example.org/okay',
    'https://a.example.org/',
    'http://a.example.org/ok',
    'https://a.example.org:444/ok',
    'https://a.example.com/anywhere',
    'https://evil.net/a.example.org/ok',
    'https://evil.net#.example.org/ok',
    'https://u@a.example.org/ok',
  ])
    assert.equal(stillAllowed(url, settings), undefined, url)
})
