// What people type is the same however a keyboard or a mail program spells it: codes of every kind,
// and passwords in every Unicode form.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { passwordless, person } from '../support/code-people.ts'
import { clientOf, editions } from '../support/editions.ts'
import { addLookup, addTotp, codeAt, secretIn, stepUp, withFactors } from '../support/factors.ts'
import { Jar } from '../support/jar.ts'
import { codeFor } from '../support/mail.ts'
import { messageIds, openApi, signIn, signUp, submit } from '../support/people.ts'
import { mergeDeep, startServer, type TestServer } from '../support/server.ts'

const wide = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0))
const halves = (text: string, gap: string) => text.slice(0, 3) + gap + text.slice(3)

/** How a code may be typed. */
const spellings: Readonly<Record<string, (code: string) => string>> = {
  'with blanks': (code) => ` ${halves(code, ' ')}\n`,
  'with a blank of another kind': (code) => halves(code, '\u00a0'),
  'with a dash': (code) => halves(code, '-'),
  'with a dash of another kind': (code) => halves(code, '\u2013'),
  'in full width': wide,
  'with something that nobody sees': (code) => `\u200b${halves(code, '\u2060')}`,
  'in capitals': (code) => code.toUpperCase(),
}

describe('a code', () => {
  let server: TestServer
  before(async () => {
    server = await startServer(
      mergeDeep(mergeDeep(passwordless, withFactors), {
        selfservice: {
          flows: {
            registration: { style: 'unified' },
            recovery: { enabled: true, use: 'code' },
            verification: { enabled: true, use: 'code' },
          },
        },
      }),
    )
  })
  after(() => server.close())

  let people = 0
  const nextEmail = () => `typed-${people++}@example.org`
  type Spell = (code: string) => string

  const mailed =
    (kind: 'login' | 'recovery' | 'verification', field: 'identifier' | 'email') =>
    async (spell: Spell) => {
      const email = nextEmail()
      await person(server, email)
      const flow = await openApi(server, kind)
      await submit(server, kind, flow, { method: 'code', [field]: email })
      const code = spell(await codeFor(server, email))
      const again = kind === 'login' ? { identifier: email } : {}
      const answer = await submit(server, kind, flow, { method: 'code', code, ...again })
      if (kind === 'verification') return answer.json.state === 'passed_challenge'
      return kind === 'login' ? answer.json.session?.active === true : answer.status === 422
    }

  const uses: Readonly<Record<string, (spell: Spell) => Promise<boolean>>> = {
    'sign-in': mailed('login', 'identifier'),
    recovery: mailed('recovery', 'email'),
    verification: mailed('verification', 'email'),
    async 'sign-up'(spell) {
      const email = nextEmail(),
        flow = await openApi(server, 'registration')
      const body = { method: 'code', traits: { email } }
      await submit(server, 'registration', flow, body)
      const code = spell(await codeFor(server, email))
      return (
        (await submit(server, 'registration', flow, { ...body, code })).json.identity !== undefined
      )
    },
    async 'an authenticator app'(spell) {
      const { token: first, email } = await signUp(server, nextEmail())
      const secret = await addTotp(server, first)
      const token = (await signIn(server, email)).json.session_token
      const totp_code = spell(codeAt(secret, server.now()))
      return (await stepUp(server, token, { method: 'totp', totp_code })).status === 200
    },
    async 'setting up an authenticator app'(spell) {
      const { token } = await signUp(server, nextEmail())
      const flow = await openApi(server, 'settings', '', { token })
      const totp_code = spell(codeAt(secretIn(flow), server.now()))
      const body = { method: 'totp', totp_code }
      return (await submit(server, 'settings', flow, body, { token })).status === 200
    },
    async 'a backup'(spell) {
      const { token } = await signUp(server, nextEmail())
      const codes = await addLookup(server, token)
      const code = codes.find((one) => /[a-z]/.test(one)) ?? ''
      const use = async (lookup_secret: string) =>
        stepUp(server, token, { method: 'lookup_secret', lookup_secret }, '?aal=aal2&refresh=true')
      const { status } = await use(spell(code))
      // it is used in whatever way it was typed
      const again = await use(code)
      assert.deepEqual(messageIds(again.json), [4000012])
      return status === 200
    },
  }

  for (const [use, right] of Object.entries(uses))
    for (const [how, spell] of Object.entries(spellings))
      it(`of ${use} may be typed ${how}`, async () => {
        assert.equal(await right(spell), true)
      })

  for (const [use, right] of Object.entries(uses).filter(([name]) => name !== 'a backup'))
    it(`of ${use} is wrong when a digit differs`, async () => {
      const other = (code: string) => `${(Number(code[0]) + 5) % 10}${code.slice(1)}`
      assert.equal(await right(other), false)
    })
})

const secret = 'Z\u00fcrich-\u1e69-77-\ud55c\uae00'
const forms = { composed: secret.normalize('NFC'), decomposed: secret.normalize('NFD') }

for (const edition of editions)
  describe(`a password in another Unicode form (${edition.name})`, () => {
    for (const [set, typedFirst] of Object.entries(forms))
      for (const [typed, typedLater] of Object.entries(forms))
        it(`signs in: set ${set}, typed ${typed}`, async () => {
          const server = await startServer({
            selfservice: { flows: { registration: { style: 'unified' } } },
          })
          const at = clientOf(server, edition)
          const jar = new Jar()
          await at.send('registration', await at.open('registration', jar), 'password', jar, {
            'traits.email': 'ada@example.org',
            password: typedFirst,
          })
          const other = new Jar()
          const flow = await at.open('login', other)
          const send = (password: string) =>
            at.send('login', flow, 'password', other, {
              [at.identifier]: 'ada@example.org',
              password,
            })
          await send(typedLater.replace(/\p{M}/gu, '').replace('\u00fc', 'u'))
          assert.equal((await at.whoami({ jar: other })).status, 401)
          await send(typedLater)
          assert.equal((await at.whoami({ jar: other })).status, 200)
          await server.close()
        })
  })
