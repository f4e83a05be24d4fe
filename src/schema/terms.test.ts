import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compileSchema } from './compile.ts'
import { compareVersions } from './own-extension.ts'
import { createValidators } from './validator.ts'

const compile = (properties: object, required: readonly string[] = []) =>
  compileSchema(
    { id: 'person', selfserviceSelectable: true },
    {
      type: 'object',
      properties: { traits: { type: 'object', properties, required } },
    },
    createValidators(),
  )
const box = (terms: unknown, more: object = {}) => ({ type: 'boolean', pallas: { terms }, ...more })

describe('terms in a schema', () => {
  for (const [named, trait] of Object.entries({
    'no object': box(true),
    'no version': box({}),
    'a version in words': box({ version: 'latest' }),
    'an empty version': box({ version: '' }),
    'a negative version': box({ version: -1 }),
    'something unknown': box({ version: 1, language: 'en' }),
    'an address that is none': box({ version: 1, url: 'terms.html' }),
    'an address that runs a script': box({ version: 1, url: 'javascript:alert(1)' }),
    'an address with a password': box({ version: 1, url: 'https://a:b@example.org' }),
    'a text': { ...box({ version: 1 }), type: 'string' },
    'no type': { pallas: { terms: { version: 1 } } },
    'a list': { type: 'array', items: box({ version: 1 }) },
  }))
    it(`cannot be ${named}`, () => {
      const compiled = compile({ terms: trait })
      assert.ok(!('id' in compiled), named)
      assert.match(compiled[0]?.pointer ?? '', /^\/properties\/traits\/properties\/terms/)
    })

  for (const version of [1, '1', '2.10', '2026-11-30'])
    it(`can have the version ${version}`, () => {
      const compiled = compile({ terms: box({ version, url: 'https://example.org/é' }) })
      assert.ok('id' in compiled)
      assert.deepEqual(
        compiled.terms.map((one) => [one.name, one.path, one.version, one.isMandatory]),
        [['traits.terms', ['terms'], String(version), false]],
      )
    })

  for (const [named, isMandatory, properties, required] of [
    [
      'that is required and has to be true',
      true,
      { a: box({ version: 1 }, { const: true }) },
      ['a'],
    ],
    ['of which true alone is listed', true, { a: box({ version: 1 }, { enum: [true] }) }, ['a']],
    ['that is required and may be false', false, { a: box({ version: 1 }) }, ['a']],
    ['that may be left out', false, { a: box({ version: 1 }, { const: true }) }, []],
    [
      'in an object that may be left out',
      false,
      {
        a: {
          type: 'object',
          properties: { b: box({ version: 1 }, { const: true }) },
          required: ['b'],
        },
      },
      [],
    ],
  ] as const)
    it(`${isMandatory ? 'have' : 'need not'} to be accepted by a trait ${named}`, () => {
      const compiled = compile(properties, required)
      assert.ok('id' in compiled)
      assert.deepEqual(
        compiled.terms.map((one) => one.isMandatory),
        [isMandatory],
      )
    })
})

describe('versions of terms', () => {
  for (const [older, newer] of [
    ['1', '2'],
    ['2', '10'],
    ['1', '1.1'],
    ['1.9', '1.10'],
    ['2025-12-31', '2026-01-01'],
  ] as const)
    it(`${older} is older than ${newer}`, () => {
      assert.ok(compareVersions(older, newer) < 0)
      assert.ok(compareVersions(newer, older) > 0)
    })
  for (const [one, other] of [
    ['1', '1.0'],
    ['2026-01-05', '2026.1.5'],
  ] as const)
    it(`${one} is as new as ${other}`, () => assert.equal(compareVersions(one, other), 0))
})
