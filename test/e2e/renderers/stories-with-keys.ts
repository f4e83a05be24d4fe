// Passkeys and security keys on the pages of a renderer.
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { addDevice, type Device, type DeviceOptions } from '../../support/virtual-authenticator.ts'
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
const first = devices['a phone or computer itself'] ?? assert.fail()

export function tellStoriesWithKeys(
  renderer: Renderer,
  begin: (world: World) => void,
  as: As,
): void {
  const press = async (person: Person, name: RegExp) =>
    person.page.getByRole('button', { name }).first().click()
  const isAt = (person: Person, path: string) =>
    person.page.waitForURL((url) => url.origin === person.urls.ui && url.pathname === path)
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
    as('passkey', async (person) => {
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
}
