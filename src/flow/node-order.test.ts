import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { credentialTable, credentialTypes, type Places } from '#identity/credential-types.ts'
import { inOrder } from './node-order.ts'
import { input, type NodeGroup, type UiNode } from './ui-node.ts'

const nodesOf = (groups: readonly NodeGroup[]): readonly UiNode[] =>
  groups.flatMap((group) => [input(group, 'first', 'text'), input(group, 'second', 'text')])
const groupsOf = (nodes: readonly UiNode[]): string =>
  [...new Set(nodes.map(({ group }) => group))].join(' ')

/** The published orders. */
const published: Readonly<Record<keyof Places, string>> = {
  login: 'oidc identifier_first default webauthn passkey code password',
  loginByIdentifier: 'identifier_first oidc default webauthn passkey',
  loginOfKnown: 'identifier_first default oidc password code webauthn passkey',
  secondFactor: 'default webauthn code totp lookup_secret',
  registration: 'oidc default webauthn passkey code password profile',
  settings: 'default profile password oidc lookup_secret webauthn passkey totp',
}

describe('the order of a form', () => {
  for (const [form, order] of Object.entries(published) as [keyof Places, string][]) {
    const groups = order.split(' ') as NodeGroup[]

    test(`${form}: is the published one, whatever the order of the methods`, () => {
      for (let turns = 0; turns < groups.length; turns++) {
        const turned = [...groups.slice(turns), ...groups.slice(0, turns)]
        assert.equal(groupsOf(inOrder(nodesOf(turned), form)), order)
        assert.equal(groupsOf(inOrder(nodesOf(turned.toReversed()), form)), order)
      }
    })

    test(`${form}: every type with a place in it is in the published order`, () => {
      assert.deepEqual(
        credentialTypes
          .filter((type) => credentialTable[type].places[form] !== undefined)
          .toSorted(),
        groups.filter((group) => group in credentialTable).toSorted(),
      )
    })
  }

  test('once a person is known, what is not seen stands before the ways in', () => {
    const nodes = inOrder(
      [
        input('passkey', 'button', 'button'),
        input('passkey', 'challenge', 'hidden'),
        input('password', 'password', 'password'),
        input('default', 'csrf_token', 'hidden'),
        input('identifier_first', 'identifier', 'hidden'),
      ],
      'loginOfKnown',
    )
    assert.deepEqual(
      nodes.map((node) => 'name' in node && node.name),
      ['identifier', 'csrf_token', 'challenge', 'password', 'button'],
    )
  })

  test('groups without a place come last, and nodes of one group stay as they were', () => {
    const nodes = inOrder(nodesOf(['captcha', 'saml', 'totp', 'default', 'password']), 'login')
    assert.equal(groupsOf(nodes), 'default password captcha saml totp')
    assert.deepEqual(
      nodes.map((node) => 'name' in node && node.name),
      nodes.map((_, index) => (index % 2 === 0 ? 'first' : 'second')),
    )
  })

  test('a group that has to come last stands behind all others', () => {
    const nodes = nodesOf(['totp', 'password', 'profile', 'default'])
    assert.equal(
      groupsOf(inOrder(nodes, 'settings', ['password'])),
      'default profile totp password',
    )
  })
})
