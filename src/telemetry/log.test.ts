import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLog } from './log.ts'

function logged(facts: object): any {
  let line = ''
  const log = createLog(
    { level: 'info', format: 'json', redaction: '***' },
    { write: (text) => void (line += text) },
  )
  log.info(facts, 'message')
  return JSON.parse(line)
}

test('what stands under the name of a secret is not logged, down to two levels below', () => {
  const facts = {
    password: 'a',
    token: { of: 'b' },
    usual: 'c',
    event: { code: 1, kind: 'd', inner: { secret: ['e'], kind: 'f', deeper: { cookie: 'g' } } },
    list: [{ dsn: 'h' }, { kind: 'i' }],
    nothing: null,
  }
  const before = structuredClone(facts)
  const { level, time, msg, ...told } = logged(facts)
  assert.deepEqual([level, msg, typeof time], ['info', 'message', 'string'])
  assert.deepEqual(told, {
    password: '***',
    token: '***',
    usual: 'c',
    event: {
      code: '***',
      kind: 'd',
      inner: { secret: '***', kind: 'f', deeper: { cookie: 'g' } },
    },
    list: [{ dsn: '***' }, { kind: 'i' }],
    nothing: null,
  })
  assert.deepEqual(facts, before)
})

test('an error is told without passwords of addresses and without our tokens', () => {
  const err = Object.assign(new Error('to postgres://me:hidden@host with ory_st_hidden'), {
    code: 'E1',
  })
  const { err: told } = logged({ err })
  assert.equal(told.message, 'to postgres://me:[kept secret]@host with ory_st_[kept secret]')
  assert.equal(told.error_code, 'E1')
  assert.doesNotMatch(JSON.stringify(told), /hidden/)
})
