import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wantsJson } from './accept.ts'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

describe('the Accept header asks for', () => {
  for (const accept of [
    'application/json',
    'APPLICATION/JSON',
    'application/*',
    'application/json, text/plain, */*',
    'application/json, text/html',
    'text/html;q=0.9, application/json',
    'text/html;q=0.5, application/*',
    'text/*;q=0.1, application/json;q=0.2',
  ])
    test(`JSON: ${accept}`, () => assert.equal(wantsJson(accept), true))

  for (const accept of [
    undefined,
    '',
    '*/*',
    browser,
    'text/html',
    'text/*',
    'text/html, application/json',
    'application/json;q=0, application/*',
    'application/json;q=0.9, text/html',
    'text/*, application/*',
    'application/vnd.api+json',
  ])
    test(`a page: ${accept}`, () => assert.equal(wantsJson(accept), false))
})
