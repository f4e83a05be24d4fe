import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { dictionary } from '@zxcvbn-ts/language-common'
import type { JsonObject } from '#lib/json.ts'
import { BreachesUnavailable } from './breaches.ts'
import { createPasswordPolicy, type PasswordPolicySettings } from './policy.ts'
import { isSimilar } from './similarity.ts'

const strict: PasswordPolicySettings = {
  minLength: 8,
  similarityCheck: true,
  blocklist: true,
  productName: 'Harbour',
  breaches: { enabled: true, maxBreaches: 0, ignoreNetworkErrors: true },
}
const email = 'user.registration42xyz@example.org'

/**
 * A policy whose list counts three leaks of the password `leaked`, and the passwords it was asked
 * about.
 */
function policyWith(
  settings: PasswordPolicySettings = strict,
  answer: (password: string) => number = (password) => (password === 'leaked-password' ? 3 : 0),
) {
  const asked: string[] = []
  const policy = createPasswordPolicy({
    settings: () => settings,
    maxBytes: () => 72,
    breaches: { count: async (password) => (asked.push(password), answer(password)) },
  })
  const check = async (password: string, identifiers = [email], traits: JsonObject = {}) =>
    (await policy.check(password, identifiers, traits)).map((p) => [
      p.field,
      p.message.key,
      p.message.facts,
    ])
  return { check, asked }
}

describe('the password policy', () => {
  test('accepts a good password', async () =>
    assert.deepEqual(await policyWith().check('kX8!harbor-of-91'), []))
  test('counts the shortest length in characters', async () => {
    assert.deepEqual(await policyWith().check('abc12'), [
      ['password', 'validation.password-too-short', { min_length: 8, actual_length: 5 }],
    ])
    assert.deepEqual(await policyWith().check('🔑🔑🔑🔑'), [
      ['password', 'validation.password-too-short', { min_length: 8, actual_length: 4 }],
    ])
    assert.deepEqual(await policyWith().check('🔑'.repeat(8)), [])
  })
  test('counts the longest length in bytes', async () => {
    assert.deepEqual(await policyWith().check('aB3$'.repeat(20)), [
      ['password', 'validation.password-too-long', { max_length: 72, actual_length: 80 }],
    ])
    assert.deepEqual(
      (await policyWith().check('é'.repeat(1_000_000))).map(([, key]) => key),
      ['validation.password-too-long'],
    )
  })
  test('refuses one that is similar to an identifier, unless this is switched off', async () => {
    assert.deepEqual(await policyWith().check(email), [
      ['password', 'validation.password-similar', {}],
    ])
    assert.deepEqual(await policyWith().check(email, ['another', email]), [
      ['password', 'validation.password-similar', {}],
    ])
    assert.deepEqual(await policyWith({ ...strict, similarityCheck: false }).check(email), [])
  })
  test('does not compare a password that is too short with identifiers', async () => {
    assert.deepEqual(
      (await policyWith().check('ada', ['ada1'])).map(([, key]) => key),
      ['validation.password-too-short'],
    )
  })
  test('refuses a password from the configured number of leaks on', async () => {
    assert.deepEqual(await policyWith().check('leaked-password'), [
      ['password', 'validation.password-breached', { breaches: 3 }],
    ])
    assert.deepEqual(
      await policyWith({ ...strict, breaches: { ...strict.breaches, maxBreaches: 3 } }).check(
        'leaked-password',
      ),
      [],
    )
    assert.deepEqual(
      await policyWith({ ...strict, breaches: { ...strict.breaches, enabled: false } }).check(
        'leaked-password',
      ),
      [],
    )
  })
  test('accepts or refuses, as configured, when the list is not available', async () => {
    const down = () => {
      throw new BreachesUnavailable('down')
    }
    assert.deepEqual(await policyWith(strict, down).check('kX8!harbor-of-91'), [])
    assert.deepEqual(
      (
        await policyWith(
          { ...strict, breaches: { ...strict.breaches, ignoreNetworkErrors: false } },
          down,
        ).check('kX8!harbor-of-91')
      ).map(([, key]) => key),
      ['validation.password-policy'],
    )
  })
  test('gives reasons as clauses, which published sentences end with a full stop', async () => {
    const breaches = { ...strict.breaches, ignoreNetworkErrors: false }
    const unavailable = () => {
      throw new BreachesUnavailable('down')
    }
    const found = [
      ...(await policyWith().check('password')),
      ...(await policyWith().check('harbour1')),
      ...(await policyWith({ ...strict, breaches }, unavailable).check('kX8!harbor-of-91')),
    ]
    assert.equal(new Set(found.map(([, , facts]) => JSON.stringify(facts))).size, 3)
    for (const [, key, facts] of found) {
      assert.equal(key, 'validation.password-policy')
      assert.match((facts as { reason: string }).reason, /^[a-z].*\w$/)
    }
  })
  test('does not take another error for an unavailable list', async () => {
    await assert.rejects(
      policyWith(strict, () => {
        throw new TypeError('broken')
      }).check('kX8!harbor-of-91'),
      /broken/,
    )
  })
  test('looks up only passwords that it would accept otherwise', async () => {
    const { check, asked } = policyWith()
    for (const password of ['abc', email, 'x'.repeat(73)]) await check(password)
    assert.deepEqual(asked, [])
  })
})

describe('a similar password', () => {
  test('is the identifier itself, a part of it or a small change of it', () => {
    for (const password of [
      email,
      `${email.split('@')[0]}x`,
      email.toUpperCase(),
      `xx${email}xx`,
      email.slice(3),
      email.replace('registration', 'Registrati0n'),
    ])
      assert.ok(isSimilar(password, email), password)
  })
  test('is fewer than five edits away', () => {
    assert.ok(isSimilar('a1b2c3d4efghijklmnop'.slice(0, 8), 'a-b-c-d-'))
    assert.ok(!isSimilar('a1b2c3d4e5', 'a-b-c-d-e-'))
    assert.ok(!isSimilar('12345', ''))
    assert.ok(isSimilar('kitten', 'sitting'))
  })
  test('shares more than half of its characters in one piece', () => {
    assert.ok(!isSimilar('abcdef#1%2&3', 'abcdef'))
    assert.ok(isSimilar('abcdefg1%2&3', 'abcdefg'))
  })
  test('is no unrelated one', () => assert.ok(!isSimilar('kX8!harbor-of-91', email)))
  test('has the same distance near the limit as in the whole table', () => {
    const full = (a: string, b: string): number => {
      let above = Array.from({ length: b.length + 1 }, (_, i) => i)
      for (let i = 1; i <= a.length; i++) {
        const line = [i]
        for (let j = 1; j <= b.length; j++)
          line[j] = Math.min(
            above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
            above[j]! + 1,
            line[j - 1]! + 1,
          )
        above = line
      }
      return above[b.length]!
    }
    const piece = (a: string, b: string) =>
      Array.from({ length: a.length }, (_, i) => a.slice(i, i + Math.floor(a.length / 2) + 1)).some(
        (p) => p.length > a.length / 2 && b.includes(p),
      )
    const word = (length: number) =>
      Array.from({ length }, () => 'abc'[Math.floor(Math.random() * 3)]).join('')
    for (let i = 0; i < 3000; i++) {
      const a = word(1 + (i % 12)),
        b = word(1 + ((i * 7) % 12))
      assert.equal(isSimilar(a, b), full(a, b) < 5 || piece(a, b), `${a} ${b}`)
    }
  })
})

describe('the list of passwords that are refused without asking', () => {
  const refused = async (password: string, traits: JsonObject = {}) => {
    const problems = await policyWith().check(password, [email], traits)
    return problems.map(([, key]) => key).includes('validation.password-policy')
  }
  // every 97th of those that are long enough
  const common = dictionary['passwords-common']
    .filter((one) => one.length >= 8)
    .filter((_, index) => index % 97 === 0)

  test('has the common ones, in whatever case and width they are typed', async () => {
    assert.ok(common.length > 100)
    const wide = (text: string) =>
      text.replaceAll(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))
    for (const one of common)
      for (const typed of [one, one.toUpperCase(), wide(one).slice(0, 24)])
        if (typed.normalize('NFKC').length === one.length) assert.ok(await refused(typed), typed)
  })
  test('has the name of the product and what the traits say', async () => {
    const traits = { name: { first: 'Marguerite', last: 'Li' }, towns: ['Kuala Lumpur'] }
    for (const password of ['harbour1', 'Harbour2026!', 'my-HARBOUR'])
      assert.ok(await refused(password), password)
    for (const password of ['marguerite', 'Marguerite-1990', '!!Kuala-1', 'kuala lumpur!'])
      assert.ok(await refused(password, traits), password)
    for (const password of ['Li-and-4-other-words', 'marguerite-sails-to-another-shore'])
      assert.ok(!(await refused(password, traits)), password)
  })
  test('can be switched off, and does not compare sign-in names that may be used', async () => {
    const off = policyWith({ ...strict, blocklist: false })
    assert.deepEqual(await off.check('password1'), [])
    const named = policyWith({ ...strict, similarityCheck: false })
    assert.deepEqual(await named.check(email, [email], { email }), [])
  })
})
