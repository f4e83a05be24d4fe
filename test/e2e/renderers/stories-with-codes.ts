// Registration in steps, and codes instead of links.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import { codeAt, period } from '../../support/factors.ts'
import { otherThan } from '../../support/mail.ts'
import { password } from '../../support/people.ts'
import {
  chooseNewPassword,
  followLink,
  isVerified,
  profile,
  signInKnown,
  signOut,
  signUp,
  typeCodes,
} from './by-hand.ts'
import type { Person } from './world.ts'

export type As = (name: string, story: (person: Person) => Promise<void>) => Promise<void>

export function tellStoriesWithCodes(as: As): void {
  it('a person signs up with a password', () =>
    as('ada', async (person) => {
      await signUp(person)
      const session = await person.ask('/sessions/whoami')
      assert.equal(session.identity.traits.email, person.email)
      assert.equal(session.identity.traits.name.first, 'Ada')
    }))

  it('a person signs up with a code, after a wrong one and a new one', () =>
    as('bob', async (person) => {
      await person.open('registration')
      await person.send('Sign up', profile(person))
      await person.ways.choose(person, 'code')
      await typeCodes(person, 'registration')
      const { identity } = await person.ask('/sessions/whoami')
      assert.equal(await isVerified(person), true)
      assert.equal(identity.traits.email, person.email)
    }))

  it('a person goes back to the profile', () =>
    as('back', async (person) => {
      await person.open('registration')
      await person.send('Sign up', profile(person))
      await person.ways.back(person)
      await person.see('registration', 'First name')
      await person.send('Sign up', { 'First name': 'Eve' })
      await person.ways.choose(person, 'password')
      await person.send('Sign up', { Password: password })
      await person.see('', 'Home')
      assert.equal((await person.account()).traits.name.first, 'Eve')
    }))

  it('a person signs in with a password, after a wrong one', () =>
    as('carl', async (person) => {
      await person.isKnown()
      await person.open('login')
      await person.send('Sign in with password', { 'E-Mail': person.email, Password: 'wrong' })
      await person.see('login', /credentials are invalid/)
      await person.send('Sign in with password', { Password: password })
      await person.see('', 'Home')
      assert.equal((await person.ask('/sessions/whoami')).active, true)
    }))

  it('a person signs in with a code, after a wrong one and a new one', () =>
    as('dora', async (person) => {
      await person.isKnown()
      await person.open('login')
      await person.send('Send sign in code', { 'E-Mail': person.email })
      await typeCodes(person, 'login')
      assert.equal((await person.ask('/sessions/whoami')).active, true)
    }))

  it('a person confirms the address with a code', () =>
    as('eric', async (person) => {
      await person.isKnown()
      await person.open('verification')
      await person.send('Continue', { Email: person.email })
      await person.see('verification', /code/i)
      const [code = ''] = (await person.mail()).codes
      await person.send('Continue', { code: otherThan(code) })
      await person.see('verification', /invalid or has already been used/)
      await person.send('Continue', { code })
      await person.see('verification', /successfully verified/)
      assert.equal(await isVerified(person), true)
      await person.ways.goOn(person)
      await person.see('', 'Home')
    }))

  it('a person confirms the address with the link beside the code', () =>
    as('fred', async (person) => {
      await person.isKnown()
      await person.open('verification')
      await person.send('Continue', { Email: person.email })
      await followLink(person)
      await person.see('verification', /successfully verified/)
      assert.equal(await isVerified(person), true)
    }))

  for (const kind of ['login', 'registration', 'recovery', 'verification'] as const)
    it(`a person whose form is gone gets a new one (${kind})`, () =>
      as('gone', async (person) => {
        await person.page.goto(`${person.urls.ui}/${kind}?flow=${crypto.randomUUID()}`)
        await person.see(kind, /Email|E-Mail/)
      }))

  it('a person is told what was wrong with a request', () =>
    as('wrong', async (person) => {
      await person.page.goto(
        `${person.urls.pallas}/self-service/login/browser?return_to=https://elsewhere.example/`,
      )
      await person.see('error', /return_to|elsewhere/)
    }))

  it('a person recovers the account with a code, and chooses a new password', () =>
    as('fay', async (person) => {
      await person.isKnown()
      await person.open('recovery')
      await person.send('Continue', { Email: person.email })
      await person.see('recovery', /code/i)
      const [code = ''] = (await person.mail()).codes
      await person.send('Continue', { code: otherThan(code) })
      await person.see('recovery', /invalid or has already been used/)
      await person.send('Continue', { code })
      await person.see('settings', /successfully recovered/)
      await chooseNewPassword(person)
    }))

  it('a person confirms who they are', () =>
    as('gil', async (person) => {
      await signInKnown(person)
      const before = await person.ask('/sessions/whoami')
      await person.open('login', '?refresh=true')
      await person.see('login', /confirm|Confirm/)
      await person.send('Sign in', { Password: password })
      await person.see('', 'Home')
      const session = await person.ask('/sessions/whoami')
      assert.equal(session.id, before.id)
      assert.ok(session.authenticated_at > before.authenticated_at)
    }))

  it('a person changes the profile and the password', () =>
    as('hal', async (person) => {
      await signInKnown(person)
      await person.open('settings')
      await person.send('Save', { 'First name': 'Carlos' })
      await person.ways.saved(person)
      assert.equal((await person.account()).traits.name.first, 'Carlos')
      await chooseNewPassword(person)
    }))

  it('a person sets up an app and backup codes, signs in with each of them, and removes them', () =>
    as('ida', async (person) => {
      await signInKnown(person)
      await person.open('settings')
      const secret = await person.ways.totpSecret(person)
      await person.send('Save', { 'Verify code': codeAt(secret, Date.now()) })
      await person.ways.saved(person)
      const codes = await person.ways.makeBackupCodes(person)
      assert.equal(codes.length, 12)
      assert.ok((await person.account()).credentials.lookup_secret)

      for (const step of ['app', 'codes'] as const) {
        await signOut(person)
        await person.open('login')
        await person.send('Sign in with password', {
          'E-Mail': person.email,
          Password: password,
        })
        // the code of the app that comes after the one it was set up with
        const code = step === 'app' ? codeAt(secret, Date.now() + period) : (codes[0] ?? '')
        await person.ways.second(person, step, code)
        await person.see('', 'Home')
        const session = await person.ask('/sessions/whoami')
        assert.equal(session.authenticator_assurance_level, 'aal2')
      }
      await person.open('settings')
      await person.ways.removeFactors(person)
      const { credentials } = await person.account()
      assert.deepEqual([credentials.totp, credentials.lookup_secret], [undefined, undefined])
    }))
}
