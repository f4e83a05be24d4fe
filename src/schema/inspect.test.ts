import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultsOf } from './example-schemas.ts'
import { createValidators } from './validator.ts'
import { compileSchema } from './compile.ts'

const block = (extension: unknown) =>
  faultsOf({ properties: { a: { type: 'string', 'ory.sh/kratos': extension } } })
const here = '/properties/traits/properties/a/ory.sh~1kratos'

describe('a schema is refused at load', () => {
  test('when a reference leaves the document', () => {
    for (const $ref of [
      'http://example.org/x.json',
      'https://example.org/x.json#/definitions/a',
      'file:///etc/passwd',
      'other.json',
      '//example.org/x',
    ]) {
      assert.deepEqual(
        faultsOf({ properties: { a: { $ref } } }),
        ['/properties/traits/properties/a/$ref: must point into this document'],
        $ref,
      )
    }
  })
  test('when a reference points to nothing', () => {
    for (const $ref of ['#/definitions/none', '#none', '#/properties/__proto__'])
      assert.deepEqual(
        faultsOf({ properties: { a: { $ref } } }),
        ['/properties/traits/properties/a/$ref: points to nothing in this document'],
        $ref,
      )
  })
  test('when references loop, wherever the loop begins', () => {
    assert.deepEqual(faultsOf({ properties: { a: { $ref: '#' } } }), [
      '/properties/traits/properties/a/$ref: leads back to itself',
    ])
    assert.deepEqual(
      faultsOf(
        { properties: { a: { $ref: '#/definitions/x' } } },
        {
          definitions: {
            x: { items: { $ref: '#/definitions/y' } },
            y: { allOf: [{ $ref: '#/definitions/x' }] },
          },
        },
      ),
      [
        '/definitions/y/allOf/0/$ref: leads back to itself',
        '/definitions/x/items/$ref: leads back to itself',
      ],
    )
  })
  test('when references unfold to millions of places', () => {
    const definitions = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [
        `d${n}`,
        {
          properties: {
            a: { $ref: `#/definitions/d${n + 1}` },
            b: { $ref: `#/definitions/d${n + 1}` },
          },
        },
      ]),
    )
    assert.deepEqual(
      faultsOf(
        { $ref: '#/definitions/d0' },
        { definitions: { ...definitions, d30: { type: 'string' } } },
      ),
      [': the references unfold into too many places'],
    )
  })
  test('when the targets of its references depend on the data', () => {
    assert.deepEqual(
      faultsOf(
        { properties: { a: { $dynamicRef: '#x' }, b: { $id: 'https://example.org/b' } } },
        { $schema: 'https://json-schema.org/draft/2020-12/schema' },
      ),
      [
        '/properties/traits/properties/a/$dynamicRef: references whose target is found only ' +
          'later are not understood',
        '/properties/traits/properties/b/$id: a document inside this document is not understood',
      ],
    )
  })
  test('when an extension block is wrong, with every fault', () => {
    assert.deepEqual(block('x'), [`${here}: must be an object`])
    assert.deepEqual(block({ verification: { via: 'pigeon' }, recovery: { via: 7 } }), [
      `${here}/verification/via: must be email or sms`,
      `${here}/recovery/via: must be email or sms`,
    ])
    assert.deepEqual(block({ credentials: { password: { identifier: 'yes' } } }), [
      `${here}/credentials/password/identifier: must be true or false`,
    ])
    assert.deepEqual(block({ credentials: { password: { identifer: true } } }), [
      `${here}/credentials/password/identifer: unknown; known here: identifier`,
    ])
    assert.deepEqual(block({ credential: {} }), [
      `${here}/credential: unknown; known here: credentials, verification, recovery, organizations`,
    ])
    assert.deepEqual(block({ credentials: { password: true } }), [
      `${here}/credentials/password: must be an object`,
    ])
  })
  test('when an extension block is where it would have no effect', () => {
    const extension = { 'ory.sh/kratos': { credentials: { password: { identifier: true } } } }
    const reason = 'is not understood here; put it below properties, allOf or items of the traits'
    assert.deepEqual(faultsOf({ anyOf: [{ properties: { a: extension } }] }), [
      `/properties/traits/anyOf/0/properties/a/ory.sh~1kratos: ${reason}`,
    ])
    assert.deepEqual(
      faultsOf({}, { definitions: { a: extension }, then: { $ref: '#/definitions/a' } }),
      [`/definitions/a/ory.sh~1kratos: ${reason}`],
    )
  })
  test('when a pattern is not one of RE2', () => {
    for (const pattern of ['(?=a)', '(a)\\1', '(', 'a{2000}'])
      assert.match(
        faultsOf({ properties: { a: { pattern } } }).join('\n'),
        /^\/properties\/traits\/properties\/a\/pattern: /,
      )
    assert.match(
      faultsOf({ patternProperties: { '(?!x)': {} } }).join('\n'),
      /^\/properties\/traits\/patternProperties\/\(\?!x\): /,
    )
  })
  test('when keywords are misused', () => {
    assert.deepEqual(
      faultsOf({ properties: { a: { type: 'text' }, b: { minLength: -1 } } })
        .map((fault) => fault.split(':')[0])
        .filter((at, i, all) => all.indexOf(at) === i),
      ['/properties/traits/properties/a/type', '/properties/traits/properties/b/minLength'],
    )
    assert.deepEqual(faultsOf({ $async: true }), ['/properties/traits/$async: is not understood'])
  })
  test('when it has no traits, is no object, or is of an unknown draft', () => {
    const validators = createValidators()
    for (const raw of [{}, { properties: { traits: true } }, { properties: {} }])
      assert.deepEqual(compileSchema({ id: 'x', selfserviceSelectable: true }, raw, validators), [
        {
          pointer: '/properties/traits',
          reason: 'must be there and be a schema: the traits are described here',
        },
      ])
    assert.deepEqual(compileSchema({ id: 'x', selfserviceSelectable: true }, [], validators), [
      { pointer: '', reason: 'must be an object' },
    ])
    assert.match(
      faultsOf({}, { $schema: 'http://json-schema.org/draft-04/schema#' }).join('\n'),
      /^\/\$schema: must be one of /,
    )
  })
})

describe('a schema is accepted', () => {
  test('in every draft, with the keywords of that draft', () => {
    const words = {
      '07': ['http://json-schema.org/draft-07/schema#', { dependencies: { a: ['b'] } }],
      '2019-09': [
        'https://json-schema.org/draft/2019-09/schema',
        { dependentRequired: { a: ['b'] } },
      ],
      '2020-12': [
        'https://json-schema.org/draft/2020-12/schema',
        { dependentRequired: { a: ['b'] } },
      ],
    } as const
    for (const [$schema, rule] of Object.values(words)) {
      const compiled = compileSchema(
        { id: 'x', selfserviceSelectable: true },
        { $schema, properties: { traits: { type: 'object', ...rule } } },
        createValidators(),
      )
      assert.ok('id' in compiled)
      assert.deepEqual(
        compiled.check({ a: 1 }).map((p) => [p.field, p.message.key]),
        [['traits.b', 'validation.required']],
        $schema,
      )
    }
  })
  test('when several have the same $id and refer to it', () => {
    const validators = createValidators()
    for (const type of ['string', 'boolean']) {
      const raw = {
        $id: 'https://example.org/one.json',
        definitions: { a: { type } },
        properties: {
          traits: { properties: { a: { $ref: 'https://example.org/one.json#/definitions/a' } } },
        },
      }
      const compiled = compileSchema({ id: type, selfserviceSelectable: true }, raw, validators)
      assert.ok('id' in compiled)
      assert.deepEqual(
        compiled.check({ a: 1 }).map((p) => p.message.facts['allowed_types']),
        [[type]],
      )
    }
  })
  test('when two places refer to the same definition', () => {
    assert.deepEqual(
      faultsOf(
        { properties: { a: { $ref: '#/definitions/x' }, b: { $ref: '#/definitions/x' } } },
        { definitions: { x: { type: 'string' } } },
      ),
      [],
    )
  })
  test('with anchors and escaped names', () => {
    assert.deepEqual(
      faultsOf(
        { properties: { a: { $ref: '#here' }, b: { $ref: '#/definitions/a~1b%20c' } } },
        {
          $schema: 'https://json-schema.org/draft/2019-09/schema',
          definitions: { x: { $anchor: 'here', type: 'string' }, 'a/b c': {} },
        },
      ),
      [],
    )
  })
  test('with patterns in the syntax of RE2', () =>
    assert.deepEqual(faultsOf({ properties: { a: { pattern: '(?i)^[[:alpha:]]+\\z' } } }), []))
})
