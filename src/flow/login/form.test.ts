import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  credentialTypes,
  typedIdentifiers,
  type CredentialType,
} from '#identity/credential-types.ts'
import type { Account, IdentityStore } from '#identity/identity-store.ts'
import { defaultRules } from '#rules.ts'
import { credentialUses } from '#schema/credential-uses.ts'
import { schemaOf } from '#schema/example-schemas.ts'
import { noNotes, type Flow } from '../flow.ts'
import type { Links } from '../method-call.ts'
import type { Method } from '../method.ts'
import { input } from '../ui-node.ts'
import { createLoginForm } from './form.ts'

const identifying = credentialTypes.filter((type) =>
  (credentialUses[type] as readonly string[]).includes('identifier'),
)
/** A trait with a title that identifies for credentials of this type. */
const trait = (type: CredentialType, title: string) => ({
  type: 'string',
  title,
  'ory.sh/kratos': { credentials: { [type]: { identifier: true } } },
})

const call = { rules: defaultRules, links: {} as Links }

/** A method beside whose nodes the identifier is filled in, or is not. */
const method = (takesIdentifier: boolean): Method => ({
  name: 'test',
  login: {
    takesIdentifier,
    offer: () => [input('password', 'method', 'submit', { value: 'test' })],
    submit: () => assert.fail(),
  },
})

function formWith(properties: object, account?: Account, methods = [method(true)]) {
  const schema = schemaOf(properties)
  return createLoginForm({
    ...call,
    methods: () => methods,
    remembered: { isOn: () => false },
    hints: () => false,
    settings: () => ({ style: 'unified' }),
    identities: { find: async () => account } as unknown as IdentityStore,
    schemas: () => ({ defaultId: 'test', list: () => [schema], find: () => schema }),
  })
}
const flow = { form: noNotes, memory: {}, refresh: false } as unknown as Flow
const identifierOf = async (form: ReturnType<typeof formWith>, of = flow) =>
  (await form.show(of)).nodes.find((node) => node.type === 'input' && node.name === 'identifier')

describe('the identifier of a login form', () => {
  for (const type of identifying)
    test(`has ${typedIdentifiers.includes(type) ? 'the' : 'no'} title of a trait for ${type}`, async () => {
      const label = (await identifierOf(formWith({ name: trait(type, 'Name') })))?.label
      assert.equal(label?.key, typedIdentifiers.includes(type) ? 'node.trait' : 'node.identifier')
    })

  test('is there only if a method takes one', async () => {
    const properties = { name: trait('password', 'Name') }
    for (const [methods, expected] of [
      [[], false],
      [[method(false)], false],
      [[method(false), method(true)], true],
    ] as const) {
      const node = await identifierOf(formWith(properties, undefined, [...methods]))
      assert.equal(node !== undefined, expected)
    }
  })

  test('of somebody who is known is that of the type that comes first', async () => {
    const credentials = typedIdentifiers.map((type) => ({ type, identifiers: [`as ${type}`] }))
    for (let first = 0; first < credentials.length; first++) {
      const account = { credentials: credentials.slice(first).toReversed() } as unknown as Account
      const node = await identifierOf(formWith({}, account), {
        ...flow,
        identityId: 'somebody',
        refresh: true,
      })
      assert.equal(
        node?.type === 'input' && node.value,
        `as ${['password', 'code', 'webauthn', 'passkey'][first]}`,
      )
    }
  })
})
