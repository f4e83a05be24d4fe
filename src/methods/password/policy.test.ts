import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BreachesUnavailable } from './breaches.ts'
import { createPasswordPolicy, type PasswordPolicySettings } from './policy.ts'
import { isSimilar } from './similarity.ts'

const strict: PasswordPolicySettings = {
  minLength: 8,
  similarityCheck: true,
  breaches: { enabled: true, maxBreaches: 0, ignoreNetworkErrors: true },
}
const email = 'user.registration42xyz@example.org'

/** A policy with a list that knows `leaked` from three leaks, and what it was asked. */
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
  const check = async (password: string, identifiers = [email]) =>
    (await policy.check(password, identifiers)).map((p) => [
      p.field,
      p.message.key,
      p.message.facts,
    ])
  return { check, asked }
}

describe('the password policy', () => {
  test('nothing speaks against a good password', async () =>
    assert.deepEqual(await policyWith().check('kX8!harbor-of-91'), []))
  test('the shortest length is counted in characters', async () => {
    assert.deepEqual(await policyWith().check('abc12'), [
      ['password', 'validation.password-too-short', { min_length: 8, actual_length: 5 }],
    ])
    assert.deepEqual(await policyWith().check('🔑🔑🔑🔑'), [
      ['password', 'validation.password-too-short', { min_length: 8, actual_length: 4 }],
    ])
    assert.deepEqual(await policyWith().check('🔑'.repeat(8)), [])
  })
  test('the longest length is counted in bytes', async () => {
    assert.deepEqual(await policyWith().check('aB3$'.repeat(20)), [
      ['password', 'validation.password-too-long', { max_length: 72, actual_length: 80 }],
    ])
    assert.deepEqual(
      (await policyWith().check('é'.repeat(1_000_000))).map(([, key]) => key),
      ['validation.password-too-long'],
    )
  })
  test('a password like any of the identifiers is refused, unless this is switched off', async () => {
    assert.deepEqual(await policyWith().check(email), [
      ['password', 'validation.password-similar', {}],
    ])
    assert.deepEqual(await policyWith().check(email, ['another', email]), [
      ['password', 'validation.password-similar', {}],
    ])
    assert.deepEqual(await policyWith({ ...strict, similarityCheck: false }).check(email), [])
  })
  test('what is too short is told so, and not compared with the sign-in name', async () => {
    assert.deepEqual(
      (await policyWith().check('ada', ['ada1'])).map(([, key]) => key),
      ['validation.password-too-short'],
    )
  })
  test('a leaked password is refused from the configured number of leaks on', async () => {
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
  test('when the list cannot be asked, the configuration decides', async () => {
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
  test('a defect is no answer', async () => {
    await assert.rejects(
      policyWith(strict, () => {
        throw new TypeError('broken')
      }).check('kX8!harbor-of-91'),
      /broken/,
    )
  })
  test('nobody is asked about a password that is refused anyway', async () => {
    const { check, asked } = policyWith()
    for (const password of ['abc', email, 'x'.repeat(73)]) await check(password)
    assert.deepEqual(asked, [])
  })
})

describe('similarity', () => {
  test('the identifier itself, a part of it and small changes of it are similar', () => {
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
  test('fewer than five edits are similar, five are not', () => {
    assert.ok(isSimilar('a1b2c3d4efghijklmnop'.slice(0, 8), 'a-b-c-d-'))
    assert.ok(!isSimilar('a1b2c3d4e5', 'a-b-c-d-e-'))
    assert.ok(!isSimilar('12345', ''))
    assert.ok(isSimilar('kitten', 'sitting'))
  })
  test('one common piece of half the password is not similar, of more than half it is', () => {
    assert.ok(!isSimilar('abcdef#1%2&3', 'abcdef'))
    assert.ok(isSimilar('abcdefg1%2&3', 'abcdefg'))
  })
  test('an unrelated password is not similar', () =>
    assert.ok(!isSimilar('kX8!harbor-of-91', email)))
  test('the distance is that of the whole table, near the limit', () => {
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
