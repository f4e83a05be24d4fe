import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { message } from '#messages/message.ts'
import { member, person, schemaOf } from './example-schemas.ts'

const identifier = { credentials: { password: { identifier: true } } }

describe('read', () => {
  test('a trait serves for everything that the schema says of it', () => {
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
  test('traits that are missing or empty serve for nothing', () => {
    for (const traits of [{}, { email: '' }, { email: ' ' }, { email: 7 }])
      assert.deepEqual(person.read(traits), {
        identifiers: [],
        verification: [],
        recovery: [],
        accountName: undefined,
        displayName: undefined,
      })
  })
  test('two spellings of one address are one identifier', () => {
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
  test('two spellings of one phone number are one address', () => {
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
  test('every entry of a list serves, the same one once', () => {
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
  test('blocks behind references and in allOf count', () => {
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
  test('what an account is called for people keeps its spelling', () => {
    assert.equal(person.read({ email: 'Ada@Example.org' }).accountName, 'Ada@Example.org')
    assert.equal(member.read({ email: 'Ada@Example.org' }).displayName, 'Ada@Example.org')
  })
  test('a code goes where the format of the trait tells, unless the schema says it', () => {
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

describe('identifierLabel', () => {
  test('one trait lends its title and its name', () => {
    assert.deepEqual(
      person.identifierLabel(['password', 'code']),
      message('node.trait', { title: 'E-Mail', name: 'traits.email' }),
    )
    assert.deepEqual(
      member.identifierLabel(['webauthn']),
      message('node.trait', { title: 'E-Mail', name: 'traits.email' }),
    )
  })
  test('several traits, none, and one without a title get the general label', () => {
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
