import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credentialTable, credentialTypes } from '#identity/credential-types.ts'
import { countsBeside, isAnotherFactor, provedAddress } from './separate-factors.ts'

const mail = provedAddress({ via: 'email', value: 'ada@example.org' })
const other = provedAddress({ via: 'email', value: 'grace@example.org' })
const phone = provedAddress({ via: 'sms', value: '+491701234567' })
const byAdmin = provedAddress(undefined)
const code = (address?: string) =>
  ({
    method: 'code',
    aal: 'aal2',
    completedAt: 0,
    ...(address === undefined ? {} : { address }),
  }) as const

test('an address is stored as its channel and a hash', () => {
  assert.match(mail, /^email:[\w-]{43}$/)
  assert.match(phone, /^sms:[\w-]{43}$/)
  assert.ok(!mail.includes('ada'))
})

test('a code to an address is another factor than whatever proves no address', () => {
  for (const method of credentialTypes.filter((type) => !credentialTable[type].provesAddress))
    assert.ok(isAnotherFactor({ method }, mail), method)
})

test('a code to an address is another factor than one to another address', () => {
  const expected = [
    [mail, mail, false],
    [mail, other, true],
    [mail, phone, true],
    [phone, phone, false],
  ] as const
  for (const [first, second, is] of expected)
    assert.equal(isAnotherFactor({ method: 'code', address: first }, second), is)
})

test('after a recovery it has to come in another way, unless an administrator has begun it', () => {
  for (const method of ['code_recovery', 'link_recovery'] as const)
    for (const [first, second, is] of [
      [mail, mail, false],
      [mail, other, false],
      [mail, phone, true],
      [phone, mail, true],
      [phone, phone, false],
      [byAdmin, mail, true],
    ] as const)
      assert.equal(isAnotherFactor({ method, address: first }, second), is, `${method} ${first}`)
})

test('an address that is not known may be any', () => {
  for (const method of credentialTypes.filter((type) => credentialTable[type].provesAddress))
    assert.ok(!isAnotherFactor({ method }, mail), method)
  assert.ok(!countsBeside([{ method: 'password' }], code()))
})

test('a proof does not count beside itself, nor beside nothing', () => {
  const proof = code(mail)
  assert.ok(!countsBeside([proof], proof))
  assert.ok(!countsBeside([], proof))
  assert.ok(countsBeside([{ method: 'password' }, proof], proof))
  assert.ok(!countsBeside([{ method: 'code', address: mail }, proof], proof))
})

test('only codes as the second factor are looked at', () => {
  const totp = { method: 'totp', aal: 'aal2', completedAt: 0 } as const
  assert.ok(countsBeside([], totp))
  assert.ok(countsBeside([], { ...code(mail), aal: 'aal1' }))
})
