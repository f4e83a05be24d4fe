// The way that was used last comes first, whatever way it is.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Flow } from '#flow/flow.ts'
import { input, type InputNode, type UiNode } from '#flow/ui-node.ts'
import { englishSpeech } from '#languages/languages.ts'
import { message } from '#messages/message.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { render } from '../html.ts'
import { isLastWay } from '../kept.ts'
import { renderForm } from './form.ts'

const button = (group: InputNode['group'], name: string, value: string, more = {}) =>
  input(group, name, 'submit', { value, label: message('login.sign-in'), ...more })
const nodes: readonly UiNode[] = [
  input('default', 'csrf_token', 'hidden', { value: '' }),
  input('default', 'identifier', 'text', { value: '', label: message('node.identifier') }),
  button('oidc', 'provider', 'acme'),
  button('oidc', 'provider', 'a b&c'),
  button('saml', 'provider', 'acme'),
  button('code', 'method', 'code'),
  button('webauthn', 'method', 'webauthn'),
  input('passkey', 'passkey_login', 'hidden'),
  button('passkey', 'passkey_login_trigger', '', {
    inputType: 'button',
    trigger: { on: 'click', name: 'oryPasskeyLogin' },
  }),
  input('password', 'password', 'password', { label: message('node.password') }),
  button('password', 'method', 'password'),
]
/** Each button by the way that a cookie names, and how it is written. */
const ways = {
  'oidc:acme': 'name="provider" value="acme"',
  'oidc:a%20b%26c': 'name="provider" value="a b&amp;c"',
  'saml:acme': 'name="provider" value="acme"',
  code: 'name="method" value="code"',
  webauthn: 'name="method" value="webauthn"',
  passkey: 'name="passkey_login_trigger" value=""',
  password: 'name="method" value="password"',
}
const open = { refresh: false, requestedAal: 'aal1' } as Flow

const page = (way: string | undefined, flow = open) =>
  render(
    renderForm(nodes, {
      render: createMessageRenderer(),
      speech: englishSpeech,
      action: '',
      csrfToken: 'T',
      minPasswordLength: 8,
      isFirst: (node) => isLastWay(node, flow, { way, address: undefined }),
    }),
  ).replaceAll(/\s+/g, ' ')
const buttons = (text: string) => text.match(/<button.*?<\/button/g) ?? []

describe('the way that was used last', () => {
  for (const [way, written] of Object.entries(ways)) {
    it(`comes first: ${way}`, () => {
      const text = page(way)
      const [first = ''] = buttons(text)
      assert.ok(first.includes(written) && first.includes('button-primary'), first)
      assert.equal(buttons(text).length, buttons(page(undefined)).length, 'each once')
      assert.equal(text.includes(englishSpeech.texts.signIn.lastWay), way !== 'password')
    })

    it(`leaves Enter in the fields what it was, or makes it that way: ${way}`, () => {
      const form = page(way)
        .match(/<form.*?<\/form>/g)
        ?.find((one) => one.includes('name="password"'))
      const [pressed = ''] = buttons(form ?? '').filter((one) => one.includes('type="submit"'))
      const expected = way === 'code' || way === 'webauthn' ? way : 'password'
      assert.ok(pressed.includes(`value="${expected}"`), pressed)
    })
  }

  it('is not told where the person is known, or where the cookie says anything else', () => {
    const plain = page(undefined)
    for (const way of ['', 'password:acme', 'oidc', 'oidc:', 'oidc:acme2', '__proto__', '<b>'])
      assert.equal(page(way), plain, way)
    for (const flow of [{ refresh: true }, { requestedAal: 'aal2' }])
      assert.equal(page('code', { ...open, ...flow } as Flow), plain)
  })
})
