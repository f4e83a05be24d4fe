// Whole flows on the pages of a renderer, and what the API says afterwards.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser } from 'playwright-core'
import { launchBrowser, noBrowser } from '../../support/browser.ts'
import { password } from '../../support/people.ts'
import type { Overrides } from '../../support/server.ts'
import { agree, startRealProvider, type RealProvider } from '../../support/real-provider.ts'
import {
  chooseNewPassword,
  followLink,
  isVerified,
  newPassword,
  profile,
  signInKnown,
  signOut,
  typeCodes,
} from './by-hand.ts'
import { tellStoriesWithCodes } from './stories-with-codes.ts'
import { tellStoriesWithKeys } from './stories-with-keys.ts'
import { asPerson, startWorld, type Person, type Renderer, type World } from './world.ts'

export function tellStories(renderer: Renderer): void {
  describe(`flows rendered by ${renderer.name}`, { skip: noBrowser }, () => {
    let browser: Browser, world: World
    before(async () => {
      browser = await launchBrowser()
    })
    after(() => browser.close())

    const inWorld = (name: string, overrides: Overrides, tell: () => void): void =>
      void describe(name, () => {
        before(async () => {
          world = await startWorld(renderer, overrides)
        })
        after(() => world.close())
        tell()
      })
    const as = (name: string, story: (person: Person) => Promise<void>) =>
      asPerson(browser, world, `${name}@example.org`, story)

    inWorld('in steps, with codes', {}, () => {
      tellStoriesWithCodes(as)
    })

    if (renderer.keys === true)
      describe('with keys', () => {
        tellStoriesWithKeys(renderer, (begun) => (world = begun), as)
      })

    inWorld(
      'in one step or by the identifier first, with links',
      {
        selfservice: {
          flows: {
            login: { style: 'identifier_first' },
            registration: { enable_legacy_one_step: true },
            recovery: { use: 'link' },
            verification: { use: 'link' },
          },
        },
      },
      () => {
        it('a person signs up with a password, then signs in with it', () =>
          as('ada', async (person) => {
            await person.open('registration')
            await person.send('Sign up', { ...profile(person), Password: 'password' })
            await person.see('registration', /many people use it/)
            await person.send('Sign up', { Password: password })
            await person.see('', 'Home')
            await signOut(person)
            await person.open('login')
            await person.send('Continue', { 'E-Mail': person.email })
            await person.ways.choose(person, 'password')
            await person.send('Sign in with password', { Password: 'wrong' })
            await person.see('login', /credentials are invalid/)
            await person.send('Sign in with password', { Password: password })
            await person.see('', 'Home')
            assert.equal((await person.ask('/sessions/whoami')).active, true)
          }))

        it('a person signs up with a code, then signs in with one', () =>
          as('bob', async (person) => {
            await person.open('registration')
            await person.send('Send sign up code', profile(person))
            await typeCodes(person, 'registration')
            await signOut(person)
            await person.open('login')
            // the only way of this person is taken at once
            await person.send('Continue', { 'E-Mail': person.email })
            await typeCodes(person, 'login', 2)
            assert.equal((await person.ask('/sessions/whoami')).active, true)
          }))

        it('a person confirms the address with a link', () =>
          as('carl', async (person) => {
            await person.isKnown()
            await person.open('verification')
            await person.send('Continue', { Email: person.email })
            await person.see('verification', /email containing a verification link/i)
            await followLink(person)
            await person.see('verification', /successfully verified/)
            assert.equal(await isVerified(person), true)
          }))

        it('a person recovers the account with a link, and chooses a new password', () =>
          as('dora', async (person) => {
            await person.isKnown()
            await person.open('recovery')
            await person.send('Continue', { Email: person.email })
            await person.see('recovery', /email containing a recovery link/i)
            await followLink(person)
            await person.see('settings', /successfully recovered/)
            await chooseNewPassword(person)
          }))
      },
    )

    inWorld(
      'with changes that need a recent proof, and recovery that shows a part of the address',
      {
        selfservice: { flows: { settings: { privileged_session_max_age: '1s' } } },
        feature_flags: { choose_recovery_address: true },
      },
      () => {
        it('a person recovers the account with a code, after another address', () =>
          as('ada', async (person) => {
            await person.isKnown()
            await person.open('recovery')
            await person.send('Continue', { address: 'ada@elsewhere.example' })
            await person.see('recovery', /ad\*+@elsewhere\.example/)
            await renderer.ways.back({ ...person, email: 'ada@elsewhere.example' })
            await person.page
              .getByLabel(/address/i)
              .and(person.page.locator('input'))
              .waitFor()
            await person.send('Continue', { address: person.email })
            await person.see('recovery', /ad\*+@example\.org/)
            const [code = ''] = (await person.mail()).codes
            await person.send('Continue', { code })
            await person.see('settings', /successfully recovered/)
            assert.equal((await person.ask('/sessions/whoami')).active, true)
          }))

        it('a person proves who they are before the password is changed', () =>
          as('bob', async (person) => {
            await signInKnown(person)
            await person.open('settings')
            await new Promise((resolve) => setTimeout(resolve, 1100))
            await person.send('Save', { Password: newPassword })
            await person.see('login', /confirm|Confirm/)
            await person.send('Sign in', { Password: password })
            await person.ways.saved(person)
          }))
      },
    )

    describe('with a provider', () => {
      let provider: RealProvider
      before(async () => {
        provider = await startRealProvider()
        world = await startWorld(renderer, {
          selfservice: {
            methods: {
              oidc: { enabled: true, config: { providers: [provider.settings('Acme')] } },
            },
            flows: { registration: { after: { oidc: { hooks: [{ hook: 'session' }] } } } },
          },
        })
        provider.serve({ Acme: `${world.server.url}/self-service/methods/oidc/callback/Acme` })
      })
      after(() => {
        world.close()
        provider.close()
      })

      it('a person signs up with a provider, then signs in with it', () =>
        as('ada', async (person) => {
          await person.open('registration')
          await person.send('Sign up with Acme')
          await agree(person.page, 'ada')
          await person.see('', 'Home')
          const { identity } = await person.ask('/sessions/whoami')
          assert.deepEqual(identity.traits, { email: person.email, name: { first: 'ada' } })
          await signOut(person)
          await person.open('login')
          await person.send('Sign in with Acme')
          await person.see('', 'Home')
          assert.equal((await person.ask('/sessions/whoami')).identity.id, identity.id)
        }))

      const { connect } = renderer.ways
      if (connect)
        it('a person connects the account with a provider, and disconnects it', () =>
          as('carl', async (person) => {
            await signInKnown(person)
            await person.open('settings')
            await connect.link(person, 'Acme')
            await agree(person.page, 'carl-elsewhere')
            await person.see('settings', 'Acme')
            const links = async () => (await person.account()).credentials.oidc?.identifiers ?? []
            assert.deepEqual(await links(), ['Acme:carl-elsewhere'])
            await connect.unlink(person, 'Acme')
            await person.ways.saved(person)
            assert.deepEqual(await links(), [])
          }))
    })
  })
}
