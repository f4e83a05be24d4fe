import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { input, type UiNode } from '#flow/ui-node.ts'
import { layoutOf, subjectOf } from './layout.ts'

const hidden = (name: string, value: string) => input('default', name, 'hidden', { value })
const password = input('password', 'password', 'password', { required: true })
const provider = (value: string) => input('oidc', 'link', 'submit', { value })
const primaryOf = (...nodes: readonly UiNode[]) => layoutOf(nodes).primary

describe('the primary button of a form', () => {
  it('without fields is the only button, and none of several', () => {
    assert.equal(primaryOf(provider('acme'))?.value, 'acme')
    assert.equal(primaryOf(provider('acme'), provider('umbrella')), undefined)
  })
  it('is never one that removes a way to sign in', () => {
    const reveal = input('lookup_secret', 'lookup_secret_reveal', 'submit', { value: 'true' })
    const disable = input('lookup_secret', 'lookup_secret_disable', 'submit', { value: 'true' })
    assert.equal(primaryOf(disable), undefined)
    assert.equal(primaryOf(disable, reveal), reveal)
  })
})

describe('the subject of a form', () => {
  it('is the trait that identifies a person, else the first trait', () => {
    const name = hidden('traits.name.first', 'Ada')
    const email = hidden('traits.email', 'ada@example.org')
    const subject = (...nodes: readonly UiNode[]) => subjectOf(layoutOf([...nodes, password]))
    assert.deepEqual(subject(name, email), { kind: 'account', name: 'ada@example.org' })
    assert.deepEqual(subject(name), { kind: 'account', name: 'Ada' })
    assert.equal(subject(), undefined)
  })
})
