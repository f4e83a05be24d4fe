// Passkeys and security keys on the built-in pages: each kind of authenticator through every flow.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, launchBrowser, noBrowser, visit } from '../support/browser.ts'
import { withKeys } from '../support/keys.ts'
import { startPallas, type PallasProcess } from '../support/pallas-process.ts'
import { password } from '../support/people.ts'
import { mergeDeep } from '../support/server.ts'
import { addDevice, type Device, type DeviceOptions } from '../support/virtual-authenticator.ts'
import { press, signUp } from './by-hand.ts'
import { assertFits, assertTargets } from './page-checks.ts'

const resident: Readonly<Record<string, DeviceOptions>> = {
  'a phone or computer itself': {
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
  },
}
const roaming: Readonly<Record<string, DeviceOptions>> = {
  'a key with a PIN': { transport: 'usb', hasResidentKey: true, hasUserVerification: true },
  'a key without a PIN': { transport: 'usb', hasResidentKey: true, hasUserVerification: false },
  'a key that keeps nothing': {
    transport: 'usb',
    hasResidentKey: false,
    hasUserVerification: false,
  },
  ...resident,
}
type Story = (page: Page, device: Device, email: string) => Promise<void>

let server: PallasProcess,
  browser: Browser,
  people = 0

async function as(
  options: DeviceOptions,
  story: Story,
  context: BrowserContextOptions = {},
): Promise<void> {
  const who = await visit(browser, server.url, context)
  try {
    const device = await addDevice(who.page, options)
    await story(who.page, device, `person${people++}@example.org`)
    who.assertQuiet()
  } finally {
    await who.close()
  }
}
const signOut = async (page: Page): Promise<void> => {
  await page.goto(`${server.url}/ui/welcome`)
  await press(page, 'Sign out')
  await page.getByRole('heading', { name: 'Welcome' }).waitFor()
}
const signedIn = (page: Page) => page.waitForURL('**/ui/welcome')
const saved = (page: Page) => page.getByText('Your changes are saved.').waitFor()
const removals = (page: Page, what: string) =>
  page.getByRole('button', { name: new RegExp(`^Remove the ${what}`) })
const wrong = (page: Page) => page.getByRole('alert').waitFor()
const looked = new Set<string>()
/** Each state of a page is looked at once. */
const sound = async (page: Page) => {
  const state = await page.evaluate<string>(
    'location.pathname + innerWidth + document.body.innerText.replace(/person\\d+|\\d\\d+/g, "")',
  )
  if (looked.has(state)) return
  looked.add(state)
  for (const check of [assertAccessible, assertFits, assertTargets]) await check(page)
}
/** Opens the login page without being signed in at once by a passkey. */
async function openLogin(page: Page, device: Device, query = ''): Promise<void> {
  await device.present(false)
  await page.goto(`${server.url}/ui/login${query}`)
  await page.getByRole('heading').first().waitFor()
  await sound(page)
  await device.present(true)
}

const steps = {
  'in two steps': {},
  'in one step': { selfservice: { flows: { registration: { enable_legacy_one_step: true } } } },
}
const styles = {
  'with all ways at once': {},
  'by the identifier first': { selfservice: { flows: { login: { style: 'identifier_first' } } } },
}

const inServer = (name: string, passwordless: boolean, more: object, tell: () => void): void =>
  void describe(name, { skip: noBrowser }, () => {
    before(async () => {
      const config = withKeys(passwordless, { id: 'localhost', display_name: 'Example' })
      server = await startPallas(mergeDeep(config, { ...more }), 'localhost')
      browser = await launchBrowser()
    })
    after(async () => {
      await browser.close()
      server.stop()
    })
    tell()
  })

async function signUpWith(page: Page, button: string, email: string): Promise<void> {
  await page.goto(`${server.url}/ui/registration`)
  await page.getByLabel('E-mail').fill(email)
  const next = page.getByRole('button', { name: 'Continue', exact: true })
  if (await next.isVisible()) await next.click()
  await page.getByRole('button', { name: button }).waitFor()
  await sound(page)
  await press(page, button)
  await signedIn(page)
}
async function typeWho(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  const next = page.getByRole('button', { name: 'Continue', exact: true })
  if (await next.isVisible()) await next.click()
}

for (const [step, ofStep] of Object.entries(steps))
  for (const [style, ofStyle] of Object.entries(styles))
    inServer(`keys, a sign-up ${step}, a login ${style}`, true, mergeDeep(ofStep, ofStyle), () => {
      for (const [what, options] of Object.entries(resident))
        it(`${what}: a passkey signs up, in, confirms, and comes first the next time`, () =>
          as(options, async (page, device, email) => {
            await signUpWith(page, 'Sign up with a passkey', email)
            assert.equal(await device.count(), 1)
            await signOut(page)
            await openLogin(page, device)
            await (style === 'by the identifier first'
              ? page.reload()
              : press(page, 'Sign in with a passkey'))
            await signedIn(page)
            await openLogin(page, device, '?refresh=true')
            await press(page, 'Sign in with a passkey')
            await signedIn(page)
          }))

      const isPlain = step === 'in two steps' && style === 'with all ways at once'
      for (const [what, options] of Object.entries(roaming).slice(isPlain ? 0 : 2, isPlain ? 9 : 3))
        it(`${what}: a security key instead of a password signs up, in, and confirms`, () =>
          as(options, async (page, device, email) => {
            await signUpWith(page, 'Sign up with a security key', email)
            await signOut(page)
            await openLogin(page, device)
            await device.present(false)
            await typeWho(page, email)
            await press(page, 'Sign in with a security key')
            await page.getByText('Get your security key ready').waitFor()
            await sound(page)
            await page.getByRole('link', { name: 'Sign in another way' }).waitFor()
            await device.present(true)
            await press(page, 'Go on')
            await signedIn(page)
            await openLogin(page, device, '?refresh=true')
            await press(page, 'Sign in with a security key')
            await signedIn(page)
          }))
    })

inServer('keys in the settings and as second factors', false, {}, () => {
  it('the field of the identifier offers a passkey', () =>
    as(resident['a phone or computer itself'] ?? assert.fail(), async (page, _device, email) => {
      await signUp(page, server.url, email)
      await page.goto(`${server.url}/ui/settings`)
      await press(page, 'Add a passkey')
      await saved(page)
      await signOut(page)
      await page.goto(`${server.url}/ui/login`)
      await signedIn(page)
    }))

  it('a passkey that was used in this browser comes first, and a failure says what else there is', () =>
    as(
      resident['a phone or computer itself'] ?? assert.fail(),
      async (page, device, email) => {
        const order = () =>
          page
            .locator('form :is(button, input):visible')
            .evaluateAll((all) => all.map((one) => (one as unknown as { name: string }).name))
        await openLogin(page, device)
        assert.equal((await order())[0], 'identifier')
        await signUpWith(page, 'Sign up with a passkey', email)
        await signOut(page)
        await openLogin(page, device)
        assert.equal((await order())[0], 'passkey_login_trigger')
        await device.clear()
        await press(page, 'Sign in with a passkey')
        await page.getByText('No passkey or security key was used.').waitFor()
        await sound(page)
      },
      { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    ).catch((error: unknown) => {
      // NOTE the script says in the log of the browser what has failed
      if (!/No key was used/.test(String(error))) throw error
    }))

  for (const [what, options] of Object.entries(roaming))
    it(`${what}: a security key is added with a name, is the second factor, and is removed`, () =>
      as(
        options,
        async (page, device, email) => {
          await signUp(page, server.url, email)
          await page.goto(`${server.url}/ui/settings`)
          const name = page.getByLabel('Name of the security key')
          await name.fill('blue')
          // NOTE nothing is removed or sent by the Enter key
          await name.press('Enter')
          await press(page, 'Add a security key')
          await saved(page)
          await page.locator('.keys').getByText('blue', { exact: true }).waitFor()
          assert.match(await page.locator('.keys time').innerText(), /20\d\d/)
          await sound(page)
          await name.press('Enter')
          await page.reload()
          assert.equal(await removals(page, 'security key blue').count(), 1)
          assert.equal(await device.count(), 1)

          await signOut(page)
          await openLogin(page, device)
          await device.present(false)
          await typeWho(page, email)
          await page.getByLabel('Password', { exact: true }).fill(password)
          await press(page, 'Sign in')
          await page.getByRole('heading', { name: 'Second step' }).waitFor()
          await sound(page)
          await device.present(true)
          await press(page, 'Sign in with a security key')
          await signedIn(page)

          await page.goto(`${server.url}/ui/settings`)
          await removals(page, 'security key blue').click()
          await saved(page)
          assert.equal(await removals(page, 'security key').count(), 0)
        },
        { colorScheme: 'dark' },
      ))

  it('of two keys each is asked for; the one that is removed is no use, a copy neither', () =>
    as(roaming['a key with a PIN'] ?? assert.fail(), async (page, first, email) => {
      await signUp(page, server.url, email)
      await page.goto(`${server.url}/ui/settings`)
      const add = async (name: string) => {
        await page.getByLabel('Name of the security key').fill(name)
        await press(page, 'Add a security key')
        await page.locator('.keys').getByText(name, { exact: true }).waitFor()
      }
      await add('one')
      await first.present(false)
      const second = await addDevice(page, roaming['a key without a PIN'] ?? assert.fail())
      await add('two')
      assert.deepEqual([await first.count(), await second.count()], [1, 1])

      const toSecondStep = async () => {
        await signOut(page)
        await page.goto(`${server.url}/ui/login`)
        await page.getByLabel('E-mail').fill(email)
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Sign in')
        await page.getByRole('heading', { name: 'Second step' }).waitFor()
      }
      await toSecondStep()
      await press(page, 'Sign in with a security key')
      await signedIn(page)
      await second.setBack()
      await toSecondStep()
      await press(page, 'Sign in with a security key')
      await wrong(page)
      await second.present(false)
      await first.present(true)
      await press(page, 'Sign in with a security key')
      await signedIn(page)
      await page.goto(`${server.url}/ui/settings`)
      await removals(page, 'security key one').click()
      await saved(page)
      assert.equal(await removals(page, 'security key').count(), 1)
    }))

  it('the last way to sign in stays', () =>
    as(resident['a phone or computer itself'] ?? assert.fail(), async (page, _device, email) => {
      await signUpWith(page, 'Sign up with a passkey', email)
      await page.goto(`${server.url}/ui/settings`)
      await removals(page, 'passkey').click()
      await page.getByText('This is your last way to sign in.').first().waitFor()
      assert.equal(await removals(page, 'passkey').count(), 1)
    }))

  for (const [circumstances, context, prepare, says] of [
    ['without scripts', { javaScriptEnabled: false }, undefined, /need scripts, which are/],
    [
      'in a browser that has no keys',
      {},
      'delete window.PublicKeyCredential',
      /This browser cannot use passkeys/,
    ],
  ] as const)
    it(`${circumstances} a sentence says so, and the other ways work`, async () => {
      const who = await visit(browser, server.url, context),
        { page } = who
      try {
        if (prepare !== undefined) await page.addInitScript(prepare)
        const email = `person${people++}@example.org`
        await signUp(page, server.url, email)
        await page.goto(`${server.url}/ui/settings`)
        assert.equal(await page.getByText(says).filter({ visible: true }).count(), 2)
        await signOut(page)
        await page.goto(`${server.url}/ui/login`)
        await page.getByText(says).waitFor()
        assert.equal(await page.getByRole('button', { name: /passkey/ }).count(), 0)
        if (!('javaScriptEnabled' in context)) await sound(page)
        await page.getByLabel('E-mail').fill(email)
        await page.getByLabel('Password', { exact: true }).fill(password)
        await press(page, 'Sign in')
        await signedIn(page)
        who.assertQuiet()
      } finally {
        await who.close()
      }
    })
})
