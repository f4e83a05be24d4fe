import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { message } from '#messages/message.ts'
import { member, person, schemaOf } from './example-schemas.ts'

const identifier = { credentials: { password: { identifier: true } } }

describe('the uses of traits', () => {
  test('are all that the schema says of a trait', () => {
    assert.deepEqual(person.read({ email: 'ada@example.org', name: { first: 'Ada' } }), {
      identifiers: [
        { type: 'password', value: 'ada@example.org', via: undefined },
        { type: 'code', value: 'ada@example.org', via: 'email' },
      ],
      verification: [{ via: 'email', value: 'ada@example.org' }],
      recovery: [{ via: 'email', value: 'ada@example.org' }],
      accountName: 'ada@example.org',
      displayName: undefined,
    })
  })
  test('are none for missing and empty traits', () => {
    for (const traits of [{}, { email: '' }, { email: ' ' }, { email: null }, { email: [7] }])
      assert.deepEqual(person.read(traits), {
        identifiers: [],
        verification: [],
        recovery: [],
        accountName: undefined,
        displayName: undefined,
      })
  })
  test('are one identifier for two spellings of an address', () => {
    for (const spelling of [
      'ADA@example.org',
      ' ada@example.org ',
      'ａｄａ@example.org',
      'Ada@EXAMPLE.org',
    ])
      assert.deepEqual(
        person.read({ email: spelling }).identifiers[0]?.value,
        'ada@example.org',
        spelling,
      )
  })
  test('are one address for two spellings of a phone number', () => {
    const schema = schemaOf({
      phone: {
        type: 'string',
        format: 'tel',
        'ory.sh/kratos': {
          credentials: { code: { identifier: true, via: 'sms' } },
          verification: { via: 'sms' },
        },
      },
    })
    for (const phone of ['+49 151 23456789', '+4915123456789', '+49 (151) 234-567-89'])
      assert.deepEqual(schema.read({ phone }), {
        ...schema.read({}),
        identifiers: [{ type: 'code', value: '+4915123456789', via: 'sms' }],
        verification: [{ via: 'sms', value: '+4915123456789' }],
      })
  })
  test('are a phone number where the channel has its older name', () => {
    for (const via of ['sms', 'phone'])
      assert.deepEqual(
        schemaOf({
          phone: {
            type: 'string',
            'ory.sh/kratos': { verification: { via }, recovery: { via } },
          },
        }).read({ phone: '+49 151 23456789' }),
        {
          ...schemaOf({}).read({}),
          verification: [{ via: 'sms', value: '+4915123456789' }],
          recovery: [{ via: 'sms', value: '+4915123456789' }],
        },
      )
  })
  test('are one for each entry of a list, without duplicates', () => {
    const schema = schemaOf({
      emails: {
        type: 'array',
        items: {
          type: 'string',
          format: 'email',
          'ory.sh/kratos': { ...identifier, recovery: { via: 'email' } },
        },
      },
      main: { type: 'string', 'ory.sh/kratos': identifier },
    })
    const { identifiers, recovery } = schema.read({
      emails: ['a@example.org', 'B@example.org', 'b@example.org'],
      main: 'A@example.org',
    })
    assert.deepEqual(
      identifiers.map((one) => one.value),
      ['a@example.org', 'b@example.org'],
    )
    assert.deepEqual(
      recovery.map((one) => one.value),
      ['a@example.org', 'b@example.org'],
    )
  })
  test('are found behind references and in allOf', () => {
    const schema = schemaOf(
      { a: { $ref: '#/$defs/login' }, b: { allOf: [{ $ref: '#/$defs/login' }] } },
      {},
      { $defs: { login: { type: 'string', 'ory.sh/kratos': identifier } } },
    )
    assert.deepEqual(
      schema.read({ a: 'one', b: 'two' }).identifiers.map((one) => one.value),
      ['one', 'two'],
    )
  })
  test('keep the spelling of names of the account', () => {
    assert.equal(person.read({ email: 'Ada@Example.org' }).accountName, 'Ada@Example.org')
    assert.equal(member.read({ email: 'Ada@Example.org' }).displayName, 'Ada@Example.org')
  })
  test("have the channel of the trait's format, unless the schema names another", () => {
    const code = { 'ory.sh/kratos': { credentials: { code: { identifier: true } } } }
    const schema = schemaOf({
      e: { type: 'string', format: 'email', ...code },
      t: { type: 'string', format: 'tel', ...code },
    })
    assert.deepEqual(
      schema.read({ e: 'a@b.example', t: '+4930901820' }).identifiers.map((one) => one.via),
      ['email', 'sms'],
    )
  })
})

describe('the label of the identifier', () => {
  test('is the title of the only trait that identifies', () => {
    assert.deepEqual(
      person.identifierLabel(['password', 'code']),
      message('node.trait', { title: 'E-Mail', name: 'traits.email' }),
    )
    assert.deepEqual(
      member.identifierLabel(['webauthn']),
      message('node.trait', { title: 'E-Mail', name: 'traits.email' }),
    )
  })
  test('is the general one for several traits, for none and for one without a title', () => {
    assert.deepEqual(member.identifierLabel(['password']), message('node.identifier'))
    assert.deepEqual(member.identifierLabel(['code']), message('node.identifier'))
    assert.deepEqual(
      schemaOf({ n: { type: 'string', 'ory.sh/kratos': identifier } }).identifierLabel([
        'password',
      ]),
      message('node.identifier'),
    )
  })
})
