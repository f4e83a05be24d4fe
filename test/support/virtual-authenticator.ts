// An authenticator that Chromium plays (Web Authentication level 3, 11.2), for pages in a browser.
import type { CDPSession, Page } from 'playwright-core'

export type DeviceOptions = {
  /** In the device itself, or one that is plugged in. */
  readonly transport: 'internal' | 'usb'
  /** Whether it keeps keys itself, so that they can be found without their ids. */
  readonly hasResidentKey: boolean
  /** Whether it checks who its owner is. */
  readonly hasUserVerification: boolean
}

/** Its owner touches it at once when `present`. */
export type Device = {
  present(is: boolean): Promise<void>
  count(): Promise<number>
  /** Sets back the counters of its keys, as a copy of it has them. */
  setBack(): Promise<void>
  /** Its owner loses all keys. */
  clear(): Promise<void>
  /** Unplugs it. */
  remove(): Promise<void>
}

const sessions = new WeakMap<Page, CDPSession>()

async function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known) return known
  const made = await page.context().newCDPSession(page)
  await made.send('WebAuthn.enable', { enableUI: false })
  sessions.set(page, made)
  return made
}

export async function addDevice(page: Page, options: DeviceOptions): Promise<Device> {
  const cdp = await sessionOf(page)
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ...options,
      isUserVerified: options.hasUserVerification,
      automaticPresenceSimulation: true,
    },
  })
  const keys = async () =>
    (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials
  return {
    async present(enabled) {
      await cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })
    },
    count: async () => (await keys()).length,
    async setBack() {
      const all = await keys()
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
      for (const credential of all)
        await cdp.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...credential, signCount: 0 },
        })
    },
    async clear() {
      await cdp.send('WebAuthn.clearCredentials', { authenticatorId })
    },
    async remove() {
      await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    },
  }
}
