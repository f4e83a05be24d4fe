// Passkeys and security keys on the pages of a renderer.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { addDevice, type Device, type DeviceOptions } from '../../support/virtual-authenticator.ts'
import { password } from '../../support/people.ts'
import { profile, signInKnown, signOut } from './by-hand.ts'
import type { As } from './stories-with-codes.ts'
import { startWorld, type Person, type Renderer, type World } from './world.ts'

const session = { hooks: [{ hook: 'session' }] }
const withKeys = (passwordless: boolean) => (url: string) => {
  const config = { rp: { id: 'localhost', display_name: 'Example', origins: [url] } }
  return {
    selfservice: {
      methods: {
        passkey: { enabled: true, config },
        webauthn: { enabled: true, config: { ...config, passwordless } },
      },
      flows: { registration: { after: { passkey: session, webauthn: session } } },
    },
  }
}
const devices: Readonly<Record<string, DeviceOptions>> = {
  'a phone or computer itself': {
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
  },
  'a key that keeps nothing': {
    transport: 'usb',
    hasResidentKey: false,
    hasUserVerification: false,
  },
}
const roaming: DeviceOptions = {
  transport: 'usb',
  hasResidentKey: true,
  hasUserVerification: true,
}
const wrongKey = /try again|invalid|not valid/i
const first = devices['a phone or computer itself'] ?? assert.fail()
/** Keys that are enough to sign in. Buttons name the person, whose name is therefore none of a method. */
const firstFactors = {
  'a passkey': {
    person: 'ann',
    options: first,
    signUpBy: /^Sign up with passkey/,
    // the field of the identifier asks for it, too
    signInBy: [/passkey/i],
    asksByItself: true,
    method: 'passkey',
  },
  'a security key': {
    person: 'ben',
    options: { ...roaming, hasResidentKey: false, hasUserVerification: false },
    signUpBy: /^Sign up with security key/,
    signInBy: [/^Security key/, /hardware key/, /^Continue$/],
    asksByItself: false,
    method: 'webauthn',
  },
} as const

export function tellStoriesWithKeys(
  renderer: Renderer,
  begin: (world: World) => void,
  as: As,
): void {
  const press = async (person: Person, name: RegExp) =>
    person.page.getByRole('button', { name }).first().click()
  const isAt = (person: Person, path: string, timeout = 10_000) =>
    person.page.waitForURL((url) => url.origin === person.urls.ui && url.pathname === path, {
      timeout,
    })
  const keysOf = async ({ page }: Person, type: string) =>
    page.locator(`button[name=${type}_remove]`).count()
  async function open(person: Person, kind: 'login' | 'settings', device: Device, query = '') {
    await device.present(false)
    await person.open(kind, query)
    await device.present(true)
  }

  let world: World
  before(async () => {
    world = await startWorld(renderer, withKeys(false), 'localhost')
    begin(world)
  })
  after(() => world.close())

  it('a person signs up with a passkey, and in: by the button, by the field, once more', () =>
    as('cleo', async (person) => {
      const device = await addDevice(person.page, first)
      await person.open('registration')
      await person.send('Sign up', profile(person))
      await press(person, /^Passkey/)
      await isAt(person, '/')
      assert.equal(await device.count(), 1)
      await signOut(person)
      await open(person, 'login', device)
      await press(person, /passkey/i)
      await isAt(person, '/')
      await signOut(person)
      await person.page.goto(`${person.urls.pallas}/self-service/login/browser`)
      await isAt(person, '/')
      await open(person, 'login', device, '?refresh=true')
      await press(person, /passkey/i)
      await isAt(person, '/')
      assert.equal(
        (await person.ask('/sessions/whoami')).authentication_methods.at(-1).method,
        'passkey',
      )
    }))

  it('a person adds a passkey in the settings, and removes it', () =>
    as('settings', async (person) => {
      await addDevice(person.page, first)
      await signInKnown(person)
      await person.open('settings')
      await press(person, /^Add passkey/)
      await person.page.locator('button[name=passkey_remove]').waitFor()
      assert.equal(await keysOf(person, 'passkey'), 1)
      await person.page.locator('button[name=passkey_remove]').click()
      await person.page.locator('button[name=passkey_remove]').waitFor({ state: 'hidden' })
      assert.equal((await person.account()).credentials.passkey, undefined)
    }))

  for (const [what, options] of Object.entries(devices))
    it(`a person adds a security key and gives it as the second factor: ${what}`, () =>
      as(`key-${options.transport}`, async (person) => {
        const device = await addDevice(person.page, options)
        await signInKnown(person)
        await person.open('settings')
        await person.page.getByLabel('Name of the security key').fill('blue')
        await press(person, /^Add security key/)
        await person.page.locator('button[name=webauthn_remove]').waitFor()
        assert.equal(await device.count(), 1)
        await person.page.getByText('blue', { exact: true }).waitFor()
        await signOut(person)
        await open(person, 'login', device)
        await person.send('Sign in with password', {
          'E-Mail': person.email,
          Password: 'correct-horse-77-Battery',
        })
        await person.see('login', 'Second factor authentication')
        await press(person, /hardware key/)
        await isAt(person, '/')
        assert.equal((await person.ask('/sessions/whoami')).authenticator_assurance_level, 'aal2')
      }))

  it('of two security keys each is asked for; a copy and one that is removed are no use', () =>
    as('two-keys', async (person) => {
      const one = await addDevice(person.page, roaming)
      await signInKnown(person)
      await person.open('settings')
      const add = async (name: string) => {
        await person.page.getByLabel('Name of the security key').fill(name)
        await press(person, /^Add security key/)
        await person.page.getByText(name, { exact: true }).waitFor()
      }
      await add('one')
      await one.present(false)
      const two = await addDevice(person.page, roaming)
      await add('two')
      const toSecondStep = async () => {
        await signOut(person)
        await person.open('login')
        await person.send('Sign in with password', { 'E-Mail': person.email, Password: password })
        await person.see('login', 'Second factor authentication')
      }
      await toSecondStep()
      await press(person, /hardware key/)
      await isAt(person, '/')
      await two.setBack()
      await toSecondStep()
      await press(person, /hardware key/)
      await person.see('login', wrongKey)
      await two.remove()
      await one.present(true)
      await press(person, /hardware key/)
      await isAt(person, '/')
      await person.open('settings')
      await person.page.locator('button[name=webauthn_remove]').first().click()
      await person.ways.saved(person)
      await toSecondStep()
      const flow = new URL(person.page.url()).searchParams.get('flow')
      const { ui } = await person.ask(`/self-service/login/flows?id=${flow}`)
      const trigger = ui.nodes.find((node: any) => node.attributes.name?.endsWith('trigger'))
      assert.equal(JSON.parse(trigger.attributes.value).publicKey.allowCredentials.length, 1)
    }))

  describe('in one step and by the identifier first', () => {
    before(() =>
      world.server.configure({
        selfservice: {
          methods: { webauthn: { config: { passwordless: true } } },
          flows: {
            login: { style: 'identifier_first' },
            registration: { enable_legacy_one_step: true },
          },
        },
      }),
    )

    for (const [what, factor] of Object.entries(firstFactors)) {
      const { person: name, options, signUpBy, signInBy, asksByItself, method } = factor
      it(`a person signs up with ${what}, and in`, () =>
        as(name, async (person) => {
          const device = await addDevice(person.page, options)
          await person.open('registration')
          for (const [label, value] of Object.entries(profile(person)))
            await person.page.getByLabel(label).fill(value)
          await press(person, signUpBy)
          await isAt(person, '/')
          assert.equal(await device.count(), 1)
          await signOut(person)
          await device.present(false)
          await person.open('login')
          await person.send('Continue', { 'E-Mail': person.email })
          await device.present(true)
          const pressAll = async () => {
            for (const name of signInBy) await press(person, name)
          }
          // where the field asks by itself the person may be in before a button is there
          await Promise.any([pressAll(), ...(asksByItself ? [isAt(person, '/')] : [])])
          await isAt(person, '/')
          const [proof] = (await person.ask('/sessions/whoami')).authentication_methods
          assert.deepEqual([proof.method, proof.aal], [method, 'aal1'])
        }))
    }
  })
}
