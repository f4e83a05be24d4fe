import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { credentialTable, typedIdentifiers } from '#identity/credential-types.ts'
import { defaultRules } from '#rules.ts'
import { schemaOf } from '#schema/example-schemas.ts'
import { noNotes, type Flow } from '../flow.ts'
import type { Method } from '../method.ts'
import type { Links } from '../method-call.ts'
import { input, type NodeGroup } from '../ui-node.ts'
import { showRegistration } from './form.ts'

const schema = schemaOf({ email: { type: 'string' }, name: { type: 'string' } })
const flow = { form: noNotes, memory: {}, active: undefined } as unknown as Flow

/** A method that offers a button, and the password its field. */
const methodOf = (name: NodeGroup): Method =>
  ({
    name,
    registration: {
      offer: () => [
        ...(name === 'password' ? [input(name, 'password', 'password')] : []),
        input(name, 'method', 'submit', { value: name }),
      ],
    },
  }) as unknown as Method

const call = { rules: defaultRules, links: {} as Links }
const formOf = (...names: readonly NodeGroup[]): string => {
  const settings = () => ({ style: 'unified', traitsGroup: 'default' }) as const
  const { nodes } = showRegistration(
    { ...call, methods: () => names.map(methodOf), settings },
    flow,
    schema,
  )
  return nodes
    .map((node) => (node.type === 'input' && node.name !== 'method' ? node.name : node.group))
    .join(' ')
}

describe('the password of a registration form', () => {
  test('stands after the first trait where there is no choice', () => {
    assert.equal(formOf('password'), 'csrf_token traits.email password traits.name password')
    assert.equal(
      formOf('password', 'oidc'),
      'oidc csrf_token traits.email password traits.name password',
    )
  })

  for (const type of typedIdentifiers.filter((one) => one !== 'password'))
    test(`stands behind the traits and in its place where ${type} can be chosen`, () => {
      const places = credentialTable
      const isFirst =
        (places[type].places.registration ?? 0) < (places.password.places.registration ?? 0)
      const both = isFirst ? `${type} password password` : `password password ${type}`
      assert.equal(
        formOf('password', type as NodeGroup),
        `csrf_token traits.email traits.name ${both}`,
      )
    })
})

describe('the group of the traits', () => {
  for (const style of ['unified', 'profile_first'] as const)
    for (const traitsGroup of ['default', 'password'] as const)
      test(`follows the feature flag in one step only (${style}, ${traitsGroup})`, () => {
        const { nodes } = showRegistration(
          {
            ...call,
            methods: () => [methodOf('password')],
            settings: () => ({ style, traitsGroup }),
          },
          flow,
          schema,
        )
        const groups = nodes.flatMap((node) =>
          node.type === 'input' && node.name.startsWith('traits.') ? [node.group] : [],
        )
        const expected = style === 'unified' ? traitsGroup : 'default'
        assert.deepEqual(groups, [expected, expected])
        assert.deepEqual(
          nodes.map((node) => (node.type === 'input' ? node.name : node.id)).slice(0, 3),
          ['csrf_token', 'traits.email', 'password'],
        )
      })
})
