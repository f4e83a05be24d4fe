import assert from 'node:assert/strict'
import { it } from 'node:test'
import { addressCookie, lastWayCookie, languageCookie } from './cookies.ts'
import { requestFacts } from './request-facts.ts'

it('hooks are not told what a browser keeps for the next sign-in', () => {
  const names = [addressCookie, lastWayCookie, languageCookie, 'theirs']
  const cookie = names.map((name) => `${name}=1`).join('; ')
  const { cookies } = requestFacts({ method: 'GET', headers: { cookie } }, undefined)
  assert.deepEqual(cookies, { [languageCookie]: '1', theirs: '1' })
})
