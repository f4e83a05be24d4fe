import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { input, type UiNode } from '#flow/ui-node.ts'
import { englishSpeech } from '#languages/languages.ts'
import { message } from '#messages/message.ts'
import { createMessageRenderer } from '#messages/render.ts'
import { render } from '../html.ts'
import { renderForm, renderSections } from './form.ts'
import { renderMessages } from './messages.ts'
import type { FormView } from './view.ts'

const view: FormView = {
  render: createMessageRenderer(),
  speech: englishSpeech,
  action: 'https://id.example.org/self-service/login?flow=1',
  csrfToken: 'TOKEN',
  minPasswordLength: 8,
}
/** The HTML of a form, without whitespace between tags. */
const form = (...nodes: readonly UiNode[]) =>
  render(renderForm(nodes, view))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?(\/?>) ?/g, '$1')
    .replaceAll(' <', '<')
const before = (text: string, first: string, second: string) =>
  assert.ok(
    text.includes(first) && text.includes(second) && text.indexOf(first) < text.indexOf(second),
    `${first} before ${second} in ${text}`,
  )

const csrf = input('default', 'csrf_token', 'hidden', { value: '' })
const identifier = input('default', 'identifier', 'text', {
  required: true,
  value: '',
  label: message('node.identifier'),
})
const password = [
  input('password', 'password', 'password', { required: true }),
  input('password', 'method', 'submit', { value: 'password', label: message('login.sign-in') }),
]
const code = input('code', 'method', 'submit', { value: 'code', label: message('login.send-code') })

describe('a form', () => {
  it('contains the anti-forgery token of the browser', () => {
    assert.match(form(csrf), /<input type="hidden" name="csrf_token" value="TOKEN"\/>/)
  })

  it('has the button of its fields first, because the Enter key presses the first one', () => {
    const text = form(
      csrf,
      input('oidc', 'provider', 'submit', { value: 'acme' }),
      identifier,
      code,
      ...password,
    )
    before(text, 'value="password"', 'value="code"')
    before(text, 'value="password"', 'value="acme"')
    assert.match(text, /<p class="or">/)
  })

  it('sends the method once, even if both a hidden field and a button have it', () => {
    const text = form(
      input('code', 'code', 'text'),
      input('code', 'method', 'hidden', { value: 'code' }),
      code,
      input('code', 'email', 'submit', { value: 'ada@example.org' }),
    )
    assert.equal(text.match(/name="method"/g)?.length, 1)
    before(text, 'type="submit">Get a code', 'name="email" value="ada@example.org"')
  })

  it('has a second form for the way back, which sends the values of the step before', () => {
    const text = form(
      csrf,
      input('default', 'traits.email', 'hidden', { value: 'ada@example.org' }),
      ...password,
      input('profile', 'screen', 'submit', { value: 'previous' }),
    )
    const [, back = ''] = text.split('</form>')
    assert.match(back, /name="csrf_token" value="TOKEN"/)
    assert.match(back, /name="traits.email" value="ada@example.org"/)
    assert.match(back, /name="method" value="profile"/)
    assert.match(back, /name="screen" value="previous"/)
  })

  const hidden = (name: string, value: string) => input('default', name, 'hidden', { value })

  it('shows the account when a hidden field names it, and tells password managers', () => {
    const text = form(hidden('identifier', 'ada@example.org'), ...password)
    assert.match(text, /Account<\/span><span class="account-name">ada<wbr>@example.org</)
    assert.match(text, /autocomplete="username" value="ada@example.org" readonly hidden/)
    assert.doesNotMatch(form(identifier, ...password), /account-name/)
  })

  it('shows to which address a code was sent', () => {
    const text = form(
      input('code', 'code', 'text'),
      input('code', 'method', 'hidden', { value: 'code' }),
      code,
      input('code', 'email', 'submit', { value: 'ada@example.org' }),
    )
    assert.match(text, /Sent to<\/span><span class="account-name">ada<wbr>@example.org</)
    assert.doesNotMatch(text, /autocomplete="username"/)
  })

  it('marks buttons that remove a way to sign in, and never emphasizes them', () => {
    for (const name of ['totp_unlink', 'lookup_secret_disable', 'unlink']) {
      const text = form(csrf, input('totp', name, 'submit', { value: 'true' }))
      assert.match(text, /class="button button-danger" type="submit" name="\w+"/, name)
      assert.doesNotMatch(text, /button-primary/, name)
    }
  })

  it('shows the messages of a missing field, but no control for it', () => {
    const orphan = input('default', 'password', 'text', {
      messages: [message('validation.required', { property: 'password' })],
    })
    assert.doesNotMatch(form(csrf, identifier, orphan), /name="password"/)
    assert.match(
      render(renderMessages({ nodes: [orphan], messages: [] }, view)),
      /Please fill in password/,
    )
  })

  it('in sections has the fields of its group only, and the anti-forgery token', () => {
    const text = render(
      renderSections(
        [
          csrf,
          input('profile', 'traits.email', 'email'),
          input('profile', 'method', 'submit', { value: 'profile' }),
          ...password,
        ],
        view,
      ),
    )
    const forms = text.split('<form ').slice(1)
    assert.equal(forms.length, 2)
    for (const one of forms) assert.match(one, /value="TOKEN"/)
    assert.match(forms[0] ?? '', /traits\.email/)
    assert.doesNotMatch(forms[1] ?? '', /traits\.email/)
  })

  it('has its sections in the same order, whatever the order of the nodes', () => {
    const nodes = [
      input('oidc', 'link', 'submit', { value: 'acme' }),
      input('lookup_secret', 'lookup_secret_regenerate', 'submit', { value: 'true' }),
      input('totp', 'totp_code', 'text'),
      ...password,
      input('profile', 'traits.email', 'email'),
    ]
    const sections = (all: readonly UiNode[]) =>
      [...render(renderSections(all, view)).matchAll(/<h2 id="s-(\w+)"/g)].map(([, id]) => id)
    const order = ['profile', 'password', 'totp', 'lookup_secret', 'oidc']
    assert.deepEqual(sections(nodes), order)
    assert.deepEqual(sections(nodes.toReversed()), order)
  })
})

describe('a field', () => {
  it('has a label, made from its name when the schema has no title', () => {
    assert.match(
      form(input('default', 'traits.favouriteColour', 'text')),
      /<label for="f-traits-favouriteColour">Favourite colour/,
    )
  })

  it('is connected to its messages for screen readers', () => {
    const text = form(
      input('default', 'traits.email', 'email', {
        value: 'x',
        messages: [message('validation.not-an-email', { value: 'x' })],
      }),
    )
    assert.match(text, /id="f-traits-email-messages"/)
    assert.match(text, /aria-describedby="f-traits-email-messages" aria-invalid="true"/)
  })

  it('of the kind checkbox sends false when it is not checked', () => {
    before(
      form(input('default', 'traits.news', 'checkbox')),
      'type="hidden" name="traits.news" value="false"',
      'type="checkbox" id="f-traits-news" name="traits.news" value="true"',
    )
    assert.match(
      form(input('default', 'traits.news', 'checkbox', { value: true })),
      /value="true" checked/,
    )
  })

  it('for a list has a control for each entry and an empty one, each with its own label', () => {
    const text = form(input('default', 'traits.pets', 'text', { value: ['Cat', 'Dog'] }))
    assert.equal(text.match(/name="traits\.pets"/g)?.length, 3)
    assert.match(text, /aria-label="Pets, entry 3"/)
  })

  it('for a date and time is a text field, since browsers send no time zone', () => {
    assert.match(
      form(input('default', 'traits.since', 'datetime-local', { value: '2026-05-01T12:00:00Z' })),
      /type="text" value="2026-05-01T12:00:00Z"/,
    )
  })

  it('for a new password has a hint, and never a value', () => {
    const text = form(
      input('password', 'password', 'password', {
        autocomplete: 'new-password',
        value: 'left-over',
      }),
    )
    assert.match(text, /At least 8 characters/)
    assert.doesNotMatch(text, /left-over/)
  })

  it('has an autocomplete token and the keyboard that fits', () => {
    assert.match(form(input('default', 'traits.name.first', 'text')), /autocomplete="given-name"/)
    assert.match(form(identifier), /autocomplete="username"[^>]* inputmode="email"/)
    assert.match(
      form(input('code', 'code', 'text')),
      /autocomplete="one-time-code" autocapitalize="none" spellcheck="false" inputmode="numeric"/,
    )
  })
})

describe('other nodes of a form', () => {
  it('list the backup codes one by one, and when they were used', () => {
    const text = form({
      type: 'text',
      group: 'lookup_secret',
      id: 'lookup_secret_codes',
      text: message('settings.lookup-codes', {
        codes: [
          { code: 'aaaa1111', usedAt: null },
          { code: 'bbbb2222', usedAt: Date.parse('2026-05-01T12:00:00Z') },
        ],
      }),
      messages: [],
    })
    assert.match(text, /<ul class="codes" id="lookup_secret_codes">/)
    assert.match(text, /<li>aaaa1111<\/li><li class="used">used on 1 May 2026<\/li>/)
  })
  it('show the instruction of a QR code above it', () => {
    const text = form({
      type: 'img',
      group: 'totp',
      id: 'totp_qr',
      src: 'data:image/png;base64,AAAA',
      width: 256,
      height: 256,
      label: message('settings.totp-qr'),
      messages: [],
    })
    before(text, '<figcaption>Scan this picture', '<img id="totp_qr"')
    assert.match(text, /alt="QR code"/)
  })
  it('link only to web pages and apps, never to code', () => {
    const link = (href: string) =>
      form({
        type: 'a',
        group: 'code',
        id: 'continue',
        href,
        title: message('node.continue'),
        messages: [],
      })
    assert.match(link('https://app.example.org/'), /href="https:\/\/app\.example\.org\/"/)
    assert.match(link(' JavaScript:alert(1)'), /href="#"/)
  })
  it('name the script function of a button in an attribute, not in inline code', () => {
    const text = form(
      input('passkey', 'passkey_login_trigger', 'button', {
        value: '',
        trigger: { on: 'click', name: 'oryPasskeyLogin' },
      }),
    )
    assert.match(text, /type="button"[^>]* data-on-click="oryPasskeyLogin"/)
  })
})
