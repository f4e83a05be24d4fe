// Schemas for tests.
import { compileSchema } from './compile.ts'
import type { IdentitySchema } from './identity-schema.ts'
import { createValidators } from './validator.ts'

const validators = createValidators()

/** A compiled schema whose traits have these properties. Throws when it is faulty. */
export function schemaOf(properties: object, more: object = {}, root: object = {}): IdentitySchema {
  const raw = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...root,
    properties: { traits: { type: 'object', properties, additionalProperties: false, ...more } },
  }
  const compiled = compileSchema({ id: 'test', selfserviceSelectable: false }, raw, validators)
  if (!('id' in compiled)) throw new Error(JSON.stringify(compiled))
  return compiled
}

/** The faults of a schema with these traits, as `pointer: reason`. */
export function faultsOf(traits: object, root: object = {}): readonly string[] {
  const compiled = compileSchema(
    { id: 'test', selfserviceSelectable: false },
    { ...root, properties: { traits } },
    validators,
  )
  return 'id' in compiled ? [] : compiled.map(({ pointer, reason }) => `${pointer}: ${reason}`)
}

const email = {
  type: 'string',
  format: 'email',
  title: 'E-Mail',
  minLength: 3,
  'ory.sh/kratos': {
    credentials: {
      password: { identifier: true },
      code: { identifier: true, via: 'email' },
      totp: { account_name: true },
    },
    verification: { via: 'email' },
    recovery: { via: 'email' },
  },
}
const names = {
  type: 'object',
  properties: { first: { type: 'string', title: 'First name' }, last: { type: 'string' } },
}

/** An email address as the identifier, and an optional name. */
export const person = schemaOf({ email, name: names }, { required: ['email'] })

/** A trait for each kind of rule. */
export const member = schemaOf(
  {
    username: {
      type: 'string',
      title: 'User name',
      minLength: 3,
      pattern: '^[a-z0-9_.-]+$',
      'ory.sh/kratos': { credentials: { password: { identifier: true } } },
    },
    email: {
      ...email,
      minLength: 0,
      'ory.sh/kratos': {
        credentials: {
          password: { identifier: true },
          passkey: { display_name: true },
          webauthn: { identifier: true },
        },
      },
    },
    age: { type: 'integer', title: 'Age', minimum: 18, maximum: 120 },
    score: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: 0.1 },
    terms: { type: 'boolean', const: true },
    color: { type: 'string', enum: ['red', 'green', 'blue'] },
    site: { type: 'string', format: 'uri' },
    born: { type: 'string', format: 'date' },
    seen: { type: 'string', format: 'date-time' },
    phone: { type: 'string', format: 'tel' },
    tags: {
      type: 'array',
      items: { type: 'string', maxLength: 5 },
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
    },
    numbers: { type: 'array', items: { type: 'integer' } },
    address: {
      type: 'object',
      title: 'Address',
      required: ['zip'],
      additionalProperties: false,
      properties: {
        city: { type: 'string', maxLength: 20 },
        zip: { type: 'string', pattern: '^[0-9]{5}$' },
      },
    },
    locked: { type: 'string', disableFormField: true },
  },
  { required: ['username', 'terms'] },
)
